import {
  accuracyInterval,
  type ConfusionMatrix,
  calibration,
  classScores,
  confusionMatrix,
  tendency,
  weakestClasses,
} from '../../../analysis/index.ts';
import { count, metric, plural } from '../../../format.ts';
import { escapeMarkdown } from '../../../markdown.ts';
import { shortened } from '../../../printable.ts';
import type { CardFacts, TestFacts } from '../facts.ts';
import { parts, table } from '../markdown.ts';

/** Most classes with a line each; if there are more, those with the lowest F1 are listed. */
const MOST_CLASSES = 60;
const WEAKEST = 20;
const CONFUSIONS = 10;
const LONGEST_NAME = 60;

/** Its scores; all numbers are of the weights that the card comes with. */
export function scores({ trial, test }: CardFacts): string {
  const { dataset, validation } = trial.sweep;
  const validated = validation.kind === 'test' ? dataset.testCount : validation.size;
  const rows = [
    accuracyRow('test accuracy', trial.test_accuracy, dataset.testCount),
    lossRow('test loss', trial.test_loss, dataset.testCount),
    accuracyRow('validation accuracy', trial.val_accuracy, validated),
    lossRow('validation loss', trial.val_loss, validated),
  ];
  const matrix = test && confusionMatrix(test.truth, test.predicted, dataset.input.classes);
  const names = dataset.classNames.map((name) => escapeMarkdown(shortened(name, LONGEST_NAME)));
  return parts(
    `## How well it does${dataset.synthetic ? ' on SYNTHETIC images' : ''}`,
    table(['metric', 'value:', '95 % interval:', 'images:'], rows),
    "Intervals are Wilson's, for images drawn as these were; they know nothing of other seeds or other images.",
    matrix && classesPart(matrix, names),
    matrix && confusionsPart(matrix, names),
    test?.confidences && calibrationPart(test, test.confidences),
  );
}

function accuracyRow(name: string, value: number | null, images: number): string[] {
  if (value === null) return [name, '–', '', count(images)];
  const { low, high } = accuracyInterval(Math.round(value * images), images);
  return [name, metric(value), `${metric(low)} to ${metric(high)}`, count(images)];
}

function lossRow(name: string, value: number | null, images: number): string[] {
  return [name, metric(value), '', count(images)];
}

function classesPart(matrix: ConfusionMatrix, names: readonly string[]): string {
  const all = classScores(matrix);
  const isLong = all.length > MOST_CLASSES;
  const shown = isLong ? weakestClasses(all, WEAKEST) : [...all.keys()];
  const rows = shown.map((label) => {
    const { count: images, precision, recall, f1 } = all[label]!;
    const shares = [precision, recall, f1].map((share) => share?.toFixed(3) ?? '–');
    return [names[label]!, count(images), ...shares];
  });
  return parts(
    isLong
      ? `The ${WEAKEST} of ${count(all.length)} classes with the lowest F1 on the test images:`
      : 'On the test images, class by class:',
    table(['class', 'images:', 'precision:', 'recall:', 'F1:'], rows),
  );
}

function confusionsPart(matrix: ConfusionMatrix, names: readonly string[]): string | undefined {
  const wrong = matrix
    .flatMap((row, actual) => row.map((images, predicted) => ({ actual, predicted, images })))
    .filter(({ actual, predicted, images }) => actual !== predicted && images > 0)
    .sort((a, b) => b.images - a.images || a.actual - b.actual || a.predicted - b.predicted);
  if (wrong.length === 0) return undefined;
  const all = wrong.reduce((sum, { images }) => sum + images, 0);
  return parts(
    `Its commonest confusions, of ${plural(all, 'test image')} that it puts into a wrong class:`,
    table(
      ['is', 'is taken for', 'images:'],
      wrong
        .slice(0, CONFUSIONS)
        .map(({ actual, predicted, images }) => [names[actual]!, names[predicted]!, count(images)]),
    ),
  );
}

/** The bins are those of the trial's page. */
function calibrationPart({ truth, predicted }: TestFacts, confidences: Uint8Array): string {
  const { bins, expectedError } = calibration(truth, predicted, confidences);
  const filled = bins.filter((bin) => bin.count > 0);
  const sum = (of: 'confidence' | 'accuracy') =>
    filled.reduce((all, bin) => all + bin.count * bin[of]!, 0) / truth.length;
  return `Its calibration on the test images: mean confidence ${metric(sum('confidence'))} at an accuracy of ${metric(sum('accuracy'))}, so on the whole it is ${tendency(bins)}; the expected calibration error over ${bins.length} bins is ${metric(expectedError)}.`;
}
