import { SweepError } from '../../errors.ts';

const EXAMPLE = 'For example: optimizer=adam and (val_accuracy>0.9 or not filters=[32, 64]).';

/** The error for an expression that cannot be understood; `position` counts characters from 1. */
export function filterInvalid(text: string, position: number, problem: string, hint = EXAMPLE): SweepError {
  return new SweepError(
    'filter_invalid',
    `The filter "${text}" is wrong at character ${position}: ${problem}.`,
    hint,
  );
}
