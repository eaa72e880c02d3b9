import type { ChalkInstance } from 'chalk';
import type { Validation } from '../../trial/trial.ts';

/** The dataset's name; a synthetic one is said loudly. */
export function datasetName(chalk: ChalkInstance, dataset: { name: string; synthetic: boolean }): string {
  return dataset.synthetic ? `${dataset.name} ${chalk.inverse.yellow(' SYNTHETIC ')}` : dataset.name;
}

/** What has to be said wherever numbers of a sweep that selects on the test set appear; empty otherwise. */
export function testSetWarning(chalk: ChalkInstance, kind: Validation['kind']): string {
  if (kind !== 'test') return '';
  return chalk.yellow(
    'Validated on the test set: val_ numbers are test numbers, flattered by whatever was selected on them.',
  );
}
