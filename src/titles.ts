/** The titles of measurements for people, everywhere; filters, sort keys and JSON have the keys. */
export const TITLES = {
  epochsDone: 'epochs done',
  bestEpoch: 'best of epochs done',
  durationMs: 'training time',
  latencyMs: 'latency',
  latency1000Ms: 'latency of 1,000',
  parameterCount: 'weights',
  flops: 'FLOPs an image',
} as const;

/** The title of a measurement; its own name if it has no other. */
export function titleOf(key: string): string {
  return Object.hasOwn(TITLES, key) ? TITLES[key as keyof typeof TITLES] : key;
}

/** A parameter's name wherever it can be chosen: one whose value follows from the others' is marked. */
export function parameterTitle(name: string, derived: readonly string[]): string {
  return derived.includes(name) ? `${name} (derived)` : name;
}
