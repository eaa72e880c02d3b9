import { confidences, type Database, labels, type NetworkTrial, predictions } from '../../store/index.ts';
import { type CalibrationView, calibrationView } from './calibration.ts';
import { type ConfusionView, confusionView } from './confusion.ts';
import type { ImagesAtHand } from './imageSource.ts';
import { type MistakesView, mistakesView } from './mistakes.ts';
import type { TrialQuery } from './trialQuery.ts';

/** A finished trial's predictions for the test set. */
export interface TestedView {
  /** Undefined if there are too many classes for a table. */
  readonly confusion: ConfusionView | undefined;
  /** Undefined if an older version trained the trial and recorded no confidences. */
  readonly calibration: CalibrationView | undefined;
  readonly mistakes: MistakesView;
}

/** Undefined until the trial has ended with predictions. */
export function testedView(
  db: Database,
  trial: NetworkTrial,
  query: TrialQuery,
  images: ImagesAtHand,
): TestedView | undefined {
  const { trialId, sweep } = trial;
  const truth = labels(db, sweep.id, 'test');
  const predicted = predictions(db, trialId, 'test');
  if (!truth || !predicted) return undefined;
  const confident = confidences(db, trialId, 'test');
  return {
    confusion: confusionView(truth, predicted, sweep.dataset.classNames, query),
    calibration: confident && calibrationView(truth, predicted, confident),
    mistakes: mistakesView(truth, predicted, confident, trial, query, images),
  };
}
