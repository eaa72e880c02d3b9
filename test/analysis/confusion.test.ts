import { describe, expect, test } from 'vitest';
import { classScores, confusionMatrix } from '../../src/analysis/index.ts';

const LABELS = Uint16Array.of(0, 0, 0, 1, 1, 2, 2, 2, 2);
const PREDICTED = Uint16Array.of(0, 1, 0, 1, 1, 2, 0, 2, 1);

describe('the confusion matrix', () => {
  test('counts images by true and predicted class', () => {
    expect(confusionMatrix(LABELS, PREDICTED, 3)).toEqual([
      [2, 1, 0],
      [0, 2, 0],
      [1, 1, 2],
    ]);
  });

  test('refuses predictions of other images', () => {
    expect(() => confusionMatrix(LABELS, new Uint16Array(3), 3)).toThrow(
      expect.objectContaining({ code: 'dataset_mismatch' }),
    );
  });
});

describe('the scores of a class', () => {
  // Reference: precision_recall_fscore_support of scikit-learn on the same vectors.
  test('are precision, recall and F1', () => {
    const scores = classScores(confusionMatrix(LABELS, PREDICTED, 3));
    expect(scores.map(({ precision }) => precision)).toEqual([2 / 3, 0.5, 1]);
    expect(scores.map(({ recall }) => recall)).toEqual([2 / 3, 1, 0.5]);
    expect(scores.map(({ f1 }) => f1)).toEqual([2 / 3, 2 / 3, 2 / 3]);
    expect(scores.map(({ count }) => count)).toEqual([3, 2, 4]);
  });

  test('are absent where there is nothing to count', () => {
    const [first, second, third] = classScores(
      confusionMatrix(Uint16Array.of(0, 1), Uint16Array.of(0, 0), 3),
    );
    expect(first).toEqual({ precision: 0.5, recall: 1, f1: 2 / 3, count: 1 });
    expect(second).toEqual({ precision: null, recall: 0, f1: 0, count: 1 });
    expect(third).toEqual({ precision: null, recall: null, f1: null, count: 0 });
  });
});
