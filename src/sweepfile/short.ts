import { z } from 'zod';

/** A scalar as the mapping `{key: scalar}` that it stands for; anything else as it is. */
export function short<S extends z.ZodType>(key: string, schema: S) {
  return z.preprocess((value) => (isScalar(value) ? { [key]: value } : value), schema);
}

export function isScalar(value: unknown): boolean {
  return (
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null
  );
}
