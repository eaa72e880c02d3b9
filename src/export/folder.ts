import type { TrialDetail } from '../store/index.ts';
import type { CardFacts } from './card/facts.ts';
import { modelCard } from './card/modelCard.ts';
import type { ExportedFile, Exporter } from './exporter.ts';
import { SPEC_FILE, trialAsSpec } from './yaml.ts';

export const CARD_FILE = 'README.md';

/**
 * The input of an exporter; facts are present if it needs them or weights, which are those of `facts.trial`.
 */
export interface Exported {
  readonly trial: TrialDetail;
  readonly facts?: CardFacts | undefined;
  readonly weights?: readonly Float32Array[] | undefined;
}

/** The files of an export without the card and the spec, which every folder has. */
export async function exportFiles(
  exporter: Exporter,
  { trial, facts, weights }: Exported,
): Promise<readonly ExportedFile[]> {
  if (exporter.needs === 'trial') return exporter.files(trial);
  if (exporter.needs === 'facts' && facts) return exporter.files(facts);
  if (exporter.needs === 'weights' && facts && weights)
    return exporter.files({ trial: facts.trial, weights });
  throw new TypeError(`the format ${exporter.name} needs ${exporter.needs}`);
}

/**
 * A complete export: the exporter's files, the card and the spec, by their names. The facts must be present.
 */
export async function exportFolder(exporter: Exporter, exported: Exported): Promise<ExportedFile[]> {
  const { facts, trial } = exported;
  if (!facts) throw new TypeError('a folder needs the facts of its card');
  const files = await exportFiles(exporter, exported);
  const own = files.filter(({ path }) => path !== CARD_FILE && path !== SPEC_FILE);
  const beside = [...own, { path: SPEC_FILE, content: trialAsSpec(trial) }];
  const card = { path: CARD_FILE, content: modelCard(facts, exporter, beside) };
  return [...beside, card].sort((a, b) => (a.path < b.path ? -1 : 1));
}
