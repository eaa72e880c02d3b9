import {
  type ConfusionMatrix,
  classScores,
  confusionMatrix,
  MOST_CONFUSION_CLASSES,
  takenFor,
  weakestClasses,
} from '../../analysis/index.ts';
import { count, metric } from '../../format.ts';
import { confusionSvg } from '../confusionSvg.ts';
import type { Block, Cell, Section, Table } from '../document.ts';
import { paragraph, quiet } from '../document.ts';
import type { ReportData } from '../readReport.ts';

/** Wider tables do not fit on a page: the matrix is drawn instead. */
const WIDEST_TABLE = 12;
/** Number of classes that are listed if there are too many to draw. */
const WEAKEST_NAMED = 20;

/** Which classes the winner mistakes for which. */
export function classesSection({ winner }: ReportData): Section | undefined {
  if (!winner?.tested) return undefined;
  const { truth, predicted, classNames } = winner.tested;
  const matrix = confusionMatrix(truth, predicted, classNames.length);
  const [hardest] = weakestClasses(classScores(matrix), 1);
  const taken = hardest === undefined ? undefined : takenFor(matrix, hardest);
  const blocks: Block[] = [];
  if (hardest !== undefined && taken) {
    const images = matrix[hardest]!.reduce((sum, each) => sum + each, 0);
    blocks.push(
      paragraph([
        'Hardest for it is ',
        { strong: classNames[hardest]! },
        `: of its ${count(images)} test images, ${count(taken.count)} are taken for ${classNames[taken.label]}.`,
      ]),
    );
  }
  if (classNames.length <= WIDEST_TABLE) blocks.push(matrixTable(matrix, classNames));
  else if (classNames.length <= MOST_CONFUSION_CLASSES) {
    blocks.push({
      kind: 'figure',
      name: 'confusion',
      title: 'Confusion matrix',
      caption: `A row for each true class, a column for each predicted one. Blue: right. Orange: wrong. The fuller the colour, the larger the share of the row’s images.`,
      draw: (size) => confusionSvg(matrix, classNames, size),
    });
  } else
    blocks.push(quiet(`With ${classNames.length} classes, a confusion matrix cannot be read on a page.`));
  blocks.push(scoreTable(matrix, classNames));
  return { id: 'classes', title: 'Class by class', blocks };
}

function matrixTable(matrix: ConfusionMatrix, classNames: readonly string[]): Table {
  return {
    kind: 'table',
    caption:
      'The confusion matrix of the winner’s best trial on the test set: a row for each true class, a column for each predicted one.',
    dense: true,
    columns: [
      { title: 'true class', numeric: false },
      ...classNames.map((title) => ({ title, numeric: true })),
    ],
    rows: matrix.map((row, actual) => {
      const images = row.reduce((sum, each) => sum + each, 0);
      return [
        classNames[actual]!,
        ...row.map(
          (found, predicted): Cell => ({
            text: String(found),
            shade: {
              tone: actual === predicted ? 'hit' : 'miss',
              tenths: images === 0 ? 0 : Math.ceil((10 * found) / images),
            },
          }),
        ),
      ];
    }),
  };
}

function scoreTable(matrix: ConfusionMatrix, classNames: readonly string[]): Table {
  const scores = classScores(matrix);
  const all = classNames.length <= MOST_CONFUSION_CLASSES;
  const labels = all ? [...classNames.keys()] : weakestClasses(scores, WEAKEST_NAMED);
  const numeric = (title: string) => ({ title, numeric: true });
  return {
    kind: 'table',
    caption: all
      ? 'Scores of each class on the test set.'
      : `Scores on the test set of the ${WEAKEST_NAMED} of ${classNames.length} classes with the lowest F1.`,
    columns: [
      { title: 'class', numeric: false },
      ...['images', 'recall', 'precision', 'F1'].map(numeric),
      { title: 'most often taken for', numeric: false },
    ],
    rows: labels.map((label) => {
      const { count: images, recall, precision, f1 } = scores[label]!;
      const taken = takenFor(matrix, label);
      return [
        classNames[label]!,
        count(images),
        ...[recall, precision, f1].map(metric),
        taken ? `${classNames[taken.label]} (${count(taken.count)})` : '–',
      ];
    }),
  };
}
