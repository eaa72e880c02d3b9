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

/** The orders of a grid and the designs of a random search; the first of each is the default. */
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
  'roles',
] as const;

/** The top-level keys of one dialect's specs, without those that have no effect. */
export function keysOf({ fields, groups }: Dialect): string[] {
  return [...Object.keys(FIELDS), ...Object.keys(fields), ...OTHER_KEYS, ...groups];
}

/** All top-level keys that a spec of any dialect may have. */
export const SPEC_KEYS: readonly string[] = [
  ...Object.keys(FIELDS),
  ...OTHER_KEYS,
  ...DIALECTS.flatMap(({ fields, groups }) => [...Object.keys(fields), ...groups]),
];

/** The values of the fields; absent if the spec does not set one or it is wrong. */
export type Fields = { [K in keyof typeof FIELDS]?: z.output<(typeof FIELDS)[K]> | undefined };
