import {
  accuracyInterval,
  calibration,
  classScores,
  confusionMatrix,
  type ExpectedBest,
  expectedBestOf,
  type Interval,
} from '../analysis/index.ts';
import { mean, sampleStd } from '../metric/spread.ts';
import type { LeaderboardRow } from '../store/index.ts';
import { triedValues } from './searchValue.ts';
import type { Trained, Training } from './trained.ts';

/** What is known of a configuration on the test images, each as the mean over its trainings. */
export interface TestedSummary {
  readonly accuracy: number;
  /** Wilson's 95 % interval of the mean accuracy, as if the images were all that varies. */
  readonly interval: Interval;
  /** Sample standard deviation of the accuracy over the seeds; null for one. */
  readonly std: number | null;
  readonly macroF1: number;
  /** Recall of each class, with its name. */
  readonly byClass: readonly { readonly name: string; readonly recall: number | null }[];
  /** Expected calibration error; null if confidences were not recorded. */
  readonly calibrationError: number | null;
}

/** How much a group was searched, and what the search found on the way. */
export interface TuningEffort {
  /** Number of configurations that were tried: begun and ended, whatever they came to. */
  readonly configurations: number;
  /** Number of those that came to no finite value: they failed or diverged, and never win. */
  readonly withoutValue: number;
  /**
   * The expected best validation value after as many configurations as every group has; undefined if so many may all be
   * without a value.
   */
  readonly atEqualBudget: ExpectedBest | undefined;
}

/** Undefined for programs, and if predictions were not kept. */
export function testedSummary({ trainings, truth, classNames }: Trained): TestedSummary | undefined {
  const tested = trainings.filter((each): each is Training & { predicted: Uint16Array } => !!each.predicted);
  if (!truth || tested.length === 0) return undefined;
  const scores = tested.map(({ predicted }) =>
    classScores(confusionMatrix(truth, predicted, classNames.length)),
  );
  const accuracies = tested.map(({ predicted }) => shareRight(predicted, truth));
  const accuracy = mean(accuracies);
  const errors = tested.flatMap(({ predicted, confidences }) =>
    confidences ? [calibration(truth, predicted, confidences).expectedError] : [],
  );
  return {
    accuracy,
    interval: accuracyInterval(accuracy * truth.length, truth.length),
    std: sampleStd(accuracies),
    macroF1: mean(scores.map((of) => mean(of.flatMap(({ f1 }) => f1 ?? [])))),
    byClass: classNames.map((name, label) => {
      const recalls = scores.flatMap((of) => of[label]!.recall ?? []);
      return { name, recall: recalls.length === 0 ? null : mean(recalls) };
    }),
    calibrationError: errors.length === 0 ? null : mean(errors),
  };
}

/** The effort of each group; each has the means of its configurations. */
export function tuningEfforts(groups: readonly (readonly LeaderboardRow[])[]): TuningEffort[] {
  const goal = groups.flat()[0]?.goal ?? 'maximize';
  const values = groups.map((rows) => triedValues(rows, goal));
  const budget = Math.min(...values.map(({ length }) => length));
  return values.map((each) => ({
    configurations: each.length,
    withoutValue: each.filter((value) => !Number.isFinite(value)).length,
    atEqualBudget: budget > 0 ? expectedBestOf(budget, each, goal) : undefined,
  }));
}

function shareRight(predicted: Uint16Array, truth: Uint16Array): number {
  let right = 0;
  for (const [image, label] of truth.entries()) if (predicted[image] === label) right++;
  return right / truth.length;
}
