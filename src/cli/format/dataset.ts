import type { ChalkInstance } from 'chalk';
import { classCounts } from '../../data/classCounts.ts';
import type { Dataset, DatasetInfo } from '../../data/dataset.ts';
import { count, plural } from '../../format.ts';
import { type Selection, selectionWarnings } from '../../trainable/network/selection.ts';

const NAMED = 8;

/** The dataset's name; a synthetic one is marked clearly. */
export function datasetName(chalk: ChalkInstance, dataset: { name: string; synthetic: boolean }): string {
  return dataset.synthetic ? `${dataset.name} ${chalk.inverse.yellow(' SYNTHETIC ')}` : dataset.name;
}

/** `28×28×1, 10 classes, 60,000 training and 10,000 test images`. */
export function datasetSizes({
  input,
  trainCount,
  testCount,
}: Pick<DatasetInfo, 'input' | 'trainCount' | 'testCount'>): string {
  return `${input.shape.join('×')}, ${plural(input.classes, 'class', 'classes')}, ${count(trainCount)} training and ${plural(testCount, 'test image')}`;
}

/** Oddities of the classes of a dataset, one sentence each: classes that nothing can be learnt of. */
export function oddClasses({ train, input, classNames }: Dataset): string[] {
  const counts = classCounts(train.labels, input.classes);
  const untrained = classNames.filter((_, label) => counts[label] === 0);
  if (untrained.length === 0) return [];
  const names = untrained.slice(0, NAMED).join(', ') + (untrained.length > NAMED ? ' and others' : '');
  return [`No training image is of ${untrained.length === 1 ? 'class' : 'the classes'} ${names}.`];
}

/** Warnings about how a sweep selects, one line each; empty for the validation split. */
export function selectionLines(chalk: ChalkInstance, selection: Selection): string {
  return selectionWarnings(selection)
    .map((warning) => chalk.yellow(warning))
    .join('\n');
}
