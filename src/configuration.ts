import { createHash } from 'node:crypto';

/** A value that a parameter may take: as it stands in YAML, in the database and in JSON. */
export type ParameterValue = number | string | boolean | readonly number[];

/** Parameter name → value, not necessarily complete. */
export type Assignment = Readonly<Record<string, ParameterValue>>;

export const MODEL_NAMES = ['ann', 'cnn'] as const;
export type ModelName = (typeof MODEL_NAMES)[number];

/**
 * One full assignment of parameters: defaults filled in, parameters without effect left out, in the order of
 * the table of parameters. Two configurations that train the same network the same way are equal.
 */
export interface Configuration {
  readonly model: ModelName;
  readonly parameters: Assignment;
}

/** Canonical JSON of a configuration: model first, parameters sorted by name. */
export function canonicalJson({ model, parameters }: Configuration): string {
  const sorted = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify({ model, parameters: Object.fromEntries(sorted) });
}

/** SHA-256 of the canonical JSON, in hex: the identity of a configuration. */
export function configurationHash(configuration: Configuration): string {
  return createHash('sha256').update(canonicalJson(configuration)).digest('hex');
}
