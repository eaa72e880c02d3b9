import { cardFacts } from '../../export/card/facts.ts';
import type { ExportedFile, Exporter } from '../../export/exporter.ts';
import { type Exported, exportFiles, exportFolder } from '../../export/folder.ts';
import { predictions, type TrialDetail, weights } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { reading } from '../database.ts';

export interface Made {
  readonly files: readonly ExportedFile[];
  /**
   * Number of predictions that differ between these weights and the sweep; undefined if they were not
   * predicted again.
   */
  readonly differing: number | undefined;
}

/**
 * Makes the files of an export, or the main one alone, from stored data and, if necessary, a second training.
 */
export async function makeFiles(
  exporter: Exporter,
  trial: TrialDetail,
  mainFile: string | undefined,
  context: Context,
  signal: AbortSignal,
): Promise<Made> {
  const exported = await gather(exporter, trial, mainFile, context, signal);
  const files =
    mainFile === undefined
      ? await exportFolder(exporter, exported)
      : (await exportFiles(exporter, exported)).filter(({ path }) => path === mainFile);
  return { files, differing: exported.facts?.trainedAgain?.differing };
}

async function gather(
  exporter: Exporter,
  trial: TrialDetail,
  mainFile: string | undefined,
  context: Context,
  signal: AbortSignal,
): Promise<Exported> {
  const { trialId } = trial;
  // A spec alone needs only the trial, however large its sweep is.
  if (exporter.needs === 'trial' && mainFile !== undefined) return { trial };
  const facts = reading(context, (db) => cardFacts(db, trialId));
  if (exporter.needs !== 'weights') return { trial: facts.trial, facts };
  const kept = reading(context, (db) => weights(db, trialId));
  if (kept) return { trial: facts.trial, facts, weights: kept.map(({ values }) => values) };
  const stored = reading(context, (db) => ({
    validation: predictions(db, trialId, 'validation'),
    test: predictions(db, trialId, 'test'),
  }));
  const { trainAgain } = await import('./trainAgain.ts');
  const anew = await trainAgain(facts, stored, context, signal);
  return { trial: anew.facts.trial, facts: anew.facts, weights: anew.weights };
}
