import type { Initializer } from './index.ts';

/** Every weight the same. */
export function constants(value: number): Initializer {
  return (size) => new Float32Array(size).fill(value);
}
