import { SweepError } from '../../errors.ts';

const EXAMPLE = 'For example: loss<0.5 and (batch_size>=32 or not optimizer=sgd).';

/** The error for an expression that cannot be understood; `position` counts characters from 1. */
export function filterInvalid(text: string, position: number, problem: string, hint = EXAMPLE): SweepError {
  return new SweepError(
    'filter_invalid',
    `The filter "${text}" is wrong at character ${position}: ${problem}.`,
    hint,
  );
}
