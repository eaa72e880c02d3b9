import { z } from 'zod';
import type { ModelName } from '../configuration.ts';
import { MODEL_NAMES } from '../configuration.ts';
import { choice, integer } from '../model/value.ts';
import type { Legal } from './legal.ts';
import { schemaOf } from './legal.ts';
import type { DatasetName, EngineName, Method } from './spec.ts';
import { DATASET_NAMES, ENGINE_NAMES, METHODS } from './spec.ts';

const seed = schemaOf<number>(integer(0, 2 ** 31 - 1));

/** Letters, digits and marks: a name stands in commands such as `sweep show name/3`. */
const sweepName: Legal = {
  description: 'text of at most 100 characters that is no number and holds no / or line break',
  accepts: isSweepName,
};

const imageCount = integer(10, 59_000);

const validationSize: Legal = {
  description: 'test, or a number of images from 10 to 59000',
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

/** A short form as the mapping that it stands for. */
function short<S extends z.ZodType>(key: string, schema: S) {
  return z.preprocess((value) => (isScalar(value) ? { [key]: value } : value), schema);
}

/** The shapes of the top-level keys with simple values; `metric` and `parameters` have files of their own. */
export const FIELDS = {
  name: schemaOf<string>(sweepName),
  description: z.string({ error: 'must be text' }),
  model: z.preprocess(
    (value) => (isScalar(value) ? [value] : value),
    z
      .array(schemaOf<ModelName>(choice(MODEL_NAMES)), { error: `must be ann, cnn or a list of both` })
      .min(1, { error: 'must name at least one network' })
      .refine((models) => new Set(models).size === models.length, { error: 'must name each network once' }),
  ),
  dataset: short(
    'name',
    z.object(
      {
        name: schemaOf<DatasetName>(choice(DATASET_NAMES)),
        offline: schemaOf<'synthetic'>({ ...choice(['synthetic']), description: 'synthetic' }).optional(),
      },
      { error: 'must be a dataset or a mapping such as {name: fashion-mnist, offline: synthetic}' },
    ),
  ),
  method: schemaOf<Method>(method),
  seed,
  replicates: schemaOf<number>(integer(1, 100)),
  run_cap: schemaOf<number>(integer(1, 100_000)),
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

/** The keys of the fields that are mappings; no other is legal in them. */
export const INNER_KEYS: Readonly<Record<string, readonly string[]>> = {
  dataset: ['name', 'offline'],
  validation: ['size', 'seed'],
};

/** What the fields hold once read; absent where the spec does not say or is wrong. */
export type Fields = { [K in keyof typeof FIELDS]?: z.output<(typeof FIELDS)[K]> | undefined };

/** Whether a sweep may be called that. */
export function isSweepName(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    value.trim() === value &&
    value.length > 0 &&
    value.length <= 100 &&
    !/^\d+$|[/\p{Cc}]/u.test(value)
  );
}

function listing(names: readonly string[]): string {
  return names.length === 1 ? names[0]! : `one of ${names.join(', ')}`;
}

function isScalar(value: unknown): boolean {
  return (
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null
  );
}
