import { z } from 'zod';
import type { ModelName } from '../configuration.ts';
import { MODEL_NAMES } from '../configuration.ts';
import { choice, integer } from '../model/value.ts';
import { DATASET_KEYS, datasetField } from './dataset.ts';
import { GROUP_NAMES } from './groups.ts';
import type { Legal } from './legal.ts';
import { schemaOf } from './legal.ts';
import { listOf } from './listOf.ts';
import { name } from './name.ts';
import { isScalar, short } from './short.ts';
import type { EngineName, Method } from './spec.ts';
import { ENGINE_NAMES, METHODS, MOST_CONFIGURATIONS } from './spec.ts';

const seed = schemaOf<number>(integer(0, 2 ** 31 - 1));

const imageCount = integer(10, 100_000_000);

const validationSize: Legal = {
  description: 'test, or a number of images, 10 or more',
  choices: ['test'],
  accepts: (value) => value === 'test' || imageCount.accepts(value),
};

const method: Legal = {
  ...choice(METHODS),
  hint: (value) =>
    value === 'bayes' || value === 'custom'
      ? `${value} is one of W&B's methods, but not supported here.`
      : undefined,
};

const engine: Legal = { ...choice(ENGINE_NAMES), description: listing(ENGINE_NAMES) };

/** The shapes of the top-level keys with simple values; `metric` and `parameters` have files of their own. */
export const FIELDS = {
  name: schemaOf<string>(name),
  description: z.string({ error: 'must be text' }),
  model: z.preprocess(
    (value) => (isScalar(value) ? [value] : value),
    listOf<ModelName>(choice(MODEL_NAMES), {
      otherwise: 'must be ann, cnn or a list of both',
      fewest: 1,
      wrongLength: 'must name at least one network',
      twice: 'must name each network once',
    }),
  ),
  dataset: datasetField,
  method: schemaOf<Method>(method),
  seed,
  replicates: schemaOf<number>(integer(1, 100)),
  run_cap: schemaOf<number>(integer(1, MOST_CONFIGURATIONS)),
  validation: short(
    'size',
    z.object(
      { size: schemaOf<number | 'test'>(validationSize).default(10_000), seed: seed.default(0) },
      { error: 'must be test, a number of images, or a mapping such as {size: 10000, seed: 0}' },
    ),
  ),
  engine: schemaOf<EngineName>(engine),
  workers: schemaOf<number>(integer(1, 256)),
};

/** All top-level keys. */
export const SPEC_KEYS: readonly string[] = [...Object.keys(FIELDS), 'metric', 'parameters', ...GROUP_NAMES];

/** The keys of the fields that are mappings; no other is legal in them. */
export const INNER_KEYS: Readonly<Record<string, readonly string[]>> = {
  dataset: DATASET_KEYS,
  validation: ['size', 'seed'],
};

/** What the fields hold once read; absent where the spec does not say or is wrong. */
export type Fields = { [K in keyof typeof FIELDS]?: z.output<(typeof FIELDS)[K]> | undefined };

function listing(names: readonly string[]): string {
  return names.length === 1 ? names[0]! : `one of ${names.join(', ')}`;
}
