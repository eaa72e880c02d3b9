import type { Validation } from '../trial/trial.ts';
import type { MetricName, Spec } from './spec.ts';

/** The images whose metric ranks a sweep; an honest selection sees the validation split alone. */
export type RankedOn = 'training' | 'validation' | 'test';

/** What decides on which images a sweep is ranked. */
export interface Selection {
  readonly metric: MetricName;
  readonly validation: Validation;
}

export function selectionOf({ metric, validation }: Spec): Selection {
  return { metric: metric.name, validation };
}

export function rankedOn({ metric, validation }: Selection): RankedOn {
  if (!metric.startsWith('val_')) return 'training';
  return validation.kind === 'test' ? 'test' : 'validation';
}

/** Such as `on the test set`, to be said beside the name of the metric; undefined for the validation split. */
export function rankedOnWords(selection: Selection): string | undefined {
  const words = { training: 'on the training images', validation: undefined, test: 'on the test set' };
  return words[rankedOn(selection)];
}

/** What has to be said wherever numbers of such sweeps appear, a sentence each and each once. */
export function selectionWarnings(...selections: readonly Selection[]): string[] {
  return [...new Set(selections.flatMap(warningsOf))];
}

function warningsOf(selection: Selection): string[] {
  const training = `Ranked by ${selection.metric}, the metric of the training images: what comes first may only have learnt them by heart. val_accuracy and val_loss rank by other images.`;
  const test =
    'Validated on the test set: val_ numbers are test numbers, flattered by whatever was selected on them.';
  return [
    ...(rankedOn(selection) === 'training' ? [training] : []),
    ...(selection.validation.kind === 'test' ? [test] : []),
  ];
}
