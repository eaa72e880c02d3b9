import { createHash } from 'node:crypto';

/** A value that a parameter may take: any JSON value, in YAML, in the database and on the wire. */
export type ParameterValue =
  | number
  | string
  | boolean
  | null
  | readonly ParameterValue[]
  | { readonly [key: string]: ParameterValue };

/** Parameter name → value, not necessarily complete. */
export type Assignment = Readonly<Record<string, ParameterValue>>;

/**
 * One full assignment of parameters in its trainable's canonical form: defaults filled in, parameters without
 * effect left out. Two configurations that train the same thing in the same way are equal.
 */
export type Configuration = Assignment;

/** Canonical JSON of a configuration: `model` first if there is one, then all others, sorted by name. */
export function canonicalJson({ model, ...parameters }: Configuration): string {
  return JSON.stringify({ model: sorted(model), parameters: sorted(parameters) });
}

/** SHA-256 of the canonical JSON, in hex: the identity of a configuration. */
export function configurationHash(configuration: Configuration): string {
  return createHash('sha256').update(canonicalJson(configuration)).digest('hex');
}

/** The value with the keys of every mapping in it sorted. */
function sorted(value: ParameterValue | undefined): ParameterValue | undefined {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => sorted(each)!);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)!]));
}
