import { integer, real } from '../../model/value.ts';
import { schemaOf } from '../legalValue.ts';
import type { EarlyTerminate } from './settings.ts';

const count = schemaOf<number>(integer(1, 1_000_000_000));
const eta = schemaOf<number>({
  description: 'a number above 1',
  accepts: (value) => Number.isFinite(value) && Number(value) > 1,
});
const strict = schemaOf<boolean>({
  description: 'true or false',
  accepts: (value) => typeof value === 'boolean',
});

const thaw = schemaOf<true | number>({
  description: 'true, or a whole number from 1 to 100000',
  accepts: (value) =>
    value === true || (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 100_000),
});

/** A key of `early_terminate`, as it is written. */
export interface KeyRule {
  /** The name in the settings. */
  readonly name: string;
  readonly schema: ReturnType<typeof schemaOf>;
  /** The default; there is none if absent. */
  readonly byDefault?: number | boolean;
  /** The message if it is missing and required. */
  readonly missing?: string;
}

/** Keys that every kind has. */
const COMMON = { thaw: { name: 'thaw', schema: thaw } };

/** The keys of each kind besides `type`; those of hyperband are W&B's, `thaw` aside. */
export const KEYS: Readonly<Record<EarlyTerminate['type'], Readonly<Record<string, KeyRule>>>> = {
  hyperband: {
    min_iter: { name: 'minIter', schema: count },
    max_iter: { name: 'maxIter', schema: count },
    s: { name: 's', schema: schemaOf<number>(integer(1, 100)) },
    eta: { name: 'eta', schema: eta, byDefault: 3 },
    strict: { name: 'strict', schema: strict, byDefault: true },
    ...COMMON,
  },
  asha: {
    min_iter: { name: 'minIter', schema: count, byDefault: 1 },
    eta: { name: 'eta', schema: eta, byDefault: 3 },
    ...COMMON,
  },
  median: {
    min_iter: { name: 'minIter', schema: count, byDefault: 1 },
    min_trials: { name: 'minTrials', schema: count, byDefault: 5 },
    ...COMMON,
  },
  first: {
    epochs: { name: 'epochs', schema: count, byDefault: 1 },
    keep: { name: 'keep', schema: count, missing: 'it says how many trials go on' },
    ...COMMON,
  },
  forecast: {
    min_iter: { name: 'minIter', schema: schemaOf<number>(integer(3, 1_000_000_000)), byDefault: 4 },
    threshold: { name: 'threshold', schema: schemaOf<number>(real({ above: 0, below: 1 })), byDefault: 0.05 },
    ...COMMON,
  },
};
