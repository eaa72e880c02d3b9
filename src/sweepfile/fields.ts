import { z } from 'zod';
import { choice, integer } from '../model/value.ts';
import { bytesField } from './bytes.ts';
import type { Dialect } from './dialect.ts';
import { DIALECTS } from './dialects.ts';
import { durationField } from './duration.ts';
import type { Legal } from './legalValue.ts';
import { schemaOf } from './legalValue.ts';
import { name } from './name.ts';
import type { Method } from './spec.ts';
import { METHODS, MOST_CONFIGURATIONS } from './spec.ts';

const methods = choice(METHODS);
const method: Legal = {
  ...methods,
  hint: (value) =>
    value === 'custom'
      ? "W&B's method custom asks a program of its user's, which is not supported here."
      : undefined,
};

/** How a grid is walked through, and what a random search draws; the first is what a spec has that does not say. */
const ORDERS = ['listed', 'shuffled'] as const;
const DESIGNS = ['independent', 'sobol'] as const;

/** The top-level keys with simple values that every spec may have. */
export const FIELDS = {
  name: schemaOf<string>(name),
  description: z.string({ error: 'must be text' }),
  method: schemaOf<Method>(method),
  order: schemaOf<(typeof ORDERS)[number]>(choice(ORDERS)),
  design: schemaOf<(typeof DESIGNS)[number]>(choice(DESIGNS)),
  seed: schemaOf<number>(integer(0, 2 ** 31 - 1)),
  replicates: schemaOf<number>(integer(1, 100)),
  run_cap: schemaOf<number>(integer(1, MOST_CONFIGURATIONS)),
  time_budget: durationField('2h'),
  lookahead: schemaOf<number>(integer(0, 1000)),
  keep_states: bytesField('500 MB'),
  workers: schemaOf<number>(integer(1, 256)),
};

/** Keys that have files of their own. */
export const OTHER_KEYS = [
  'metric',
  'parameters',
  'early_terminate',
  'try_first',
  'prior',
  'learn_from',
  'stop_when',
  'finals',
] as const;

/** The top-level keys of one dialect's specs, those aside that mean nothing. */
export function keysOf({ fields, groups }: Dialect): string[] {
  return [...Object.keys(FIELDS), ...Object.keys(fields), ...OTHER_KEYS, ...groups];
}

/** All top-level keys that some spec may have. */
export const SPEC_KEYS: readonly string[] = [
  ...Object.keys(FIELDS),
  ...OTHER_KEYS,
  ...DIALECTS.flatMap(({ fields, groups }) => [...Object.keys(fields), ...groups]),
];

/** What the fields hold once read; absent where the spec does not say or is wrong. */
export type Fields = { [K in keyof typeof FIELDS]?: z.output<(typeof FIELDS)[K]> | undefined };
