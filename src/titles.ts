/** What measurements are called before people, wherever they stand; filters, sort keys and JSON have the keys. */
export const TITLES = {
  epochsDone: 'epochs done',
  bestEpoch: 'best of epochs done',
  durationMs: 'training time',
  latencyMs: 'latency',
  parameterCount: 'weights',
  flops: 'FLOPs an image',
} as const;
