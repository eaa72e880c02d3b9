import type { Padding } from './layer.ts';

/** How a window moves along one side of an image. */
export interface Window {
  /** Number of positions at which it stops. */
  readonly places: number;
  /** Zeros before the first and after the last pixel. */
  readonly before: number;
  readonly after: number;
}

/** Keras's rules: `same` gives ⌈size/stride⌉ positions; an odd zero is at the end. */
export function windowOn(size: number, kernelSize: number, stride: number, padding: Padding): Window {
  if (padding === 'valid')
    return { places: Math.floor((size - kernelSize) / stride) + 1, before: 0, after: 0 };
  const places = Math.ceil(size / stride);
  const zeros = Math.max(0, (places - 1) * stride + kernelSize - size);
  return { places, before: Math.floor(zeros / 2), after: Math.ceil(zeros / 2) };
}
