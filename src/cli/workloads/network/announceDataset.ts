import type { LoadedDataset } from '../../../data/load.ts';
import type { NetworkSetup } from '../../../trainable/network/setup.ts';
import type { Context } from '../../context.ts';
import { oddClasses } from '../../format/dataset.ts';

/** Reports oddities of a loaded dataset; a stand-in is announced clearly. */
export function announceDataset(
  setup: NetworkSetup,
  { dataset, origin }: LoadedDataset,
  { chalk, note }: Context,
): void {
  if (origin.kind === 'own') {
    for (const warning of oddClasses(dataset)) note(`${chalk.yellow('warning')}: ${warning}`);
  }
  if (origin.kind === 'synthetic' && origin.reason) {
    note(`${chalk.inverse.yellow(' SYNTHETIC ')} ${setup.dataset.name} cannot be had here: ${origin.reason}`);
    note(
      `  A drawn stand-in of ${dataset.trainCount + dataset.testCount} images is used instead; its numbers say nothing about the real one.`,
    );
  }
}
