import { sizeOf } from '../layer.ts';
import type { Initializer } from './index.ts';

/** Every weight has the same value: the one fixed here, or the setting's (0 if it has none, as in Keras). */
export function constants(fixed?: number): Initializer {
  return ({ shape }, _random, { value = 0 }) => new Float32Array(sizeOf(shape)).fill(fixed ?? value);
}
