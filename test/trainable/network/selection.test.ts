import { describe, expect, it } from 'vitest';
import { rankedOn, selectionWarnings } from '../../../src/trainable/network/selection.ts';

const holdout = { kind: 'holdout', size: 10, seed: 0 } as const;
const test = { kind: 'test' } as const;

describe('what ranks a sweep', () => {
  it.each([
    ['val_accuracy', holdout, 'validation', []],
    ['val_loss', holdout, 'validation', []],
    ['val_loss', test, 'test', [/test set/]],
    ['accuracy', holdout, 'training', [/Ranked by accuracy.*training images/]],
    ['loss', holdout, 'training', [/Ranked by loss.*training images/]],
    ['loss', test, 'training', [/Ranked by loss.*training images/, /test set/]],
  ] as const)('of %s with %o are the images of %s', (metric, validation, images, warnings) => {
    const selection = { metric, validation };
    expect(rankedOn(selection)).toBe(images);
    expect(selectionWarnings(selection)).toEqual(warnings.map((text) => expect.stringMatching(text)));
  });

  it('is said once of several sweeps', () => {
    const selection = { metric: 'accuracy', validation: holdout } as const;
    expect(selectionWarnings(selection, selection)).toHaveLength(1);
  });
});
