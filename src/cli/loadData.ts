import { type LoadedDataset, loadDataset } from '../data/load.ts';
import type { Spec } from '../sweepfile/spec.ts';
import type { Context } from './context.ts';
import { downloadBar } from './display/download.ts';
import { oddClasses } from './format/dataset.ts';
import { requireSplit } from './requireSplit.ts';
import { surroundings } from './surroundings.ts';

/** Loads a spec's dataset, with a bar while it downloads; a stand-in is announced loudly. */
export async function loadSpecDataset(
  spec: Spec,
  context: Context,
  signal: AbortSignal,
): Promise<LoadedDataset> {
  const bar = downloadBar();
  let loaded: LoadedDataset;
  try {
    loaded = await loadDataset(spec.dataset, { ...surroundings(), ...bar, signal });
  } finally {
    bar.stop();
  }
  const { origin, dataset } = loaded;
  requireSplit(spec, dataset);
  if (origin.kind === 'own') {
    const { chalk, note } = context;
    for (const warning of oddClasses(dataset)) note(`${chalk.yellow('warning')}: ${warning}`);
  }
  if (origin.kind === 'synthetic' && origin.reason) {
    const { chalk, note } = context;
    note(`${chalk.inverse.yellow(' SYNTHETIC ')} ${spec.dataset.name} cannot be had here: ${origin.reason}`);
    note(
      `  A drawn stand-in of ${dataset.trainCount + dataset.testCount} images is used instead; its numbers say nothing about the real one.`,
    );
  }
  return loaded;
}
