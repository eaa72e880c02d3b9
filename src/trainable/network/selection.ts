import type { Metric } from '../../metric/metric.ts';
import type { SpecSetup } from '../index.ts';
import type { Validation } from './setup.ts';

/** The images of the metric that ranks a sweep; an honest selection uses only the validation split. */
export type RankedOn = 'training' | 'validation' | 'test';

/** Decides which images rank a sweep; without a validation, they are unknown. */
export interface Selection {
  readonly metric: string;
  readonly validation: Validation | null;
}

/** The selection of a spec. */
export function selectionOf(spec: { readonly metric: Metric; readonly setup: SpecSetup }): Selection {
  const { metric, setup } = spec;
  return { metric: metric.name, validation: 'validation' in setup ? setup.validation : null };
}

/** Null if the trainable does not say which images it measures on. */
export function rankedOn({ metric, validation }: Selection): RankedOn | null {
  if (!validation) return null;
  if (!metric.startsWith('val_')) return 'training';
  return validation.kind === 'test' ? 'test' : 'validation';
}

/** Such as `on the test set`, to accompany the name of the metric; undefined for the validation split. */
export function rankedOnWords(selection: Selection): string | undefined {
  const words = { training: 'on the training images', validation: undefined, test: 'on the test set' };
  const on = rankedOn(selection);
  return on === null ? undefined : words[on];
}

/** Warnings that must accompany numbers of such sweeps, one sentence each and each once. */
export function selectionWarnings(...selections: readonly Selection[]): string[] {
  return [...new Set(selections.flatMap(warningsOf))];
}

function warningsOf(selection: Selection): string[] {
  const training = `Ranked by ${selection.metric}, the metric of the training images: what comes first may only have learnt them by heart. val_accuracy and val_loss rank by other images.`;
  const test =
    'Validated on the test set: val_ numbers are test numbers, flattered by whatever was selected on them.';
  return [
    ...(rankedOn(selection) === 'training' ? [training] : []),
    ...(selection.validation?.kind === 'test' ? [test] : []),
  ];
}
