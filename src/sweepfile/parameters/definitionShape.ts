import { z } from 'zod';
import type { DistributionKind, KeyType } from '../../space/kind.ts';
import { type Legal, schemaOf } from '../legalValue.ts';
import { listOf } from '../listOf.ts';

const probability: Legal = {
  description: 'a number from 0 to 1',
  accepts: (value) => typeof value === 'number' && value >= 0 && value <= 1,
};

const TYPES: Readonly<Record<KeyType, z.ZodType>> = {
  value: z.custom((value) => value !== undefined, { error: 'must be a value' }),
  values: z.custom(Array.isArray, { error: 'must be a list of values' }),
  probabilities: listOf(probability, { otherwise: 'must be a list of numbers from 0 to 1' }),
  number: schemaOf({ description: 'a number', accepts: Number.isFinite }),
  positive: schemaOf({
    description: 'a number above 0',
    accepts: (value) => Number.isFinite(value) && Number(value) > 0,
  }),
  integer: schemaOf({ description: 'an integer', accepts: Number.isSafeInteger }),
};

/** The shape of a kind's definitions, without `distribution`; values are checked by their parameter. */
export function shapeOf(kind: DistributionKind): z.ZodType {
  const keys = Object.entries(kind.keys).map(([key, rule]) => {
    const type = TYPES[rule.type];
    return [key, rule.default === undefined ? type : type.default(rule.default)] as const;
  });
  return z.object(Object.fromEntries(keys));
}
