import { describe, expect, it } from 'vitest';
import { Arena } from '../../../src/engine/onnx/arena.ts';
import { Random } from '../../../src/random.ts';

/** A block of random numbers from −1 to 1 in an arena, with room behind it. */
class Block {
  readonly at: number;
  private readonly arena: Arena;
  private readonly size: number;

  constructor(arena: Arena, size: number) {
    this.arena = arena;
    this.size = size;
    this.at = arena.reserve(size + 16);
  }

  get values(): Float32Array {
    return this.arena.view(this.at, this.size);
  }

  randomize(label: string): void {
    const random = Random.of(1, label);
    const { values } = this;
    for (let i = 0; i < values.length; i++) values[i] = 2 * random.uniform() - 1;
  }
}

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/** Sizes of images, kernels, strides and windows, with numbers of channels that are no multiple of four. */
const GEOMETRIES = [
  { channels: 1, kernel: 3, stride: 1, rows: 6, columns: 4, window: 2 },
  { channels: 3, kernel: 2, stride: 2, rows: 3, columns: 3, window: 1 },
  { channels: 5, kernel: 3, stride: 1, rows: 6, columns: 6, window: 3 },
];

describe('patches', () => {
  it.each(GEOMETRIES)('are gathered and added up as each other’s transposed: %o', (geometry) => {
    const { channels, kernel, stride, rows, columns, window } = geometry;
    const [count, height, width] = [2, 9, 10];
    const segment = kernel * channels;
    const arena = new Arena();
    const images = new Block(arena, count * height * width * channels);
    const sums = new Block(arena, count * height * width * channels);
    const patches = new Block(arena, count * rows * columns * kernel * segment);
    const gradients = new Block(arena, count * rows * columns * kernel * segment);
    images.randomize('images');
    gradients.randomize('gradients');
    const row = width * channels;
    const sizes = [
      count,
      height,
      row,
      kernel,
      segment,
      stride,
      stride * channels,
      rows,
      columns,
      window,
    ] as const;
    arena.kernels.gatherPatches(patches.at, images.at, ...sizes);
    arena.kernels.addPatches(sums.at, gradients.at, ...sizes);
    expect(dot(patches.values, gradients.values)).toBeCloseTo(dot(images.values, sums.values), 3);
    const first = images.values.slice(0, segment);
    expect(patches.values.slice(0, segment)).toEqual(first);
    const across = images.values.slice(stride * channels, stride * channels + segment);
    const patch = kernel * segment;
    expect(patches.values.slice(patch, patch + segment)).toEqual(window > 1 || columns > 1 ? across : first);
  });
});

describe('windows', () => {
  it.each([1, 3, 4, 6])('take the first largest of %i channels, and give it the gradient', (channels) => {
    const [windows, size] = [5, 4];
    const arena = new Arena();
    const x = new Block(arena, windows * size * channels);
    const y = new Block(arena, windows * channels);
    const dy = new Block(arena, windows * channels);
    const kept = new Block(arena, windows * channels);
    const dx = new Block(arena, windows * size * channels);
    const chosen = arena.reserve(windows * channels);
    const [scale, shift, sum, part] = [8, 8, 16, 8].map((length) => new Block(arena, length));
    x.randomize('x');
    dy.randomize('dy');
    x.values.copyWithin(channels, 0, channels);
    scale!.values.fill(-2);
    shift!.values.fill(0.25);
    arena.kernels.maxOfWindows(y.at, chosen, x.at, scale!.at, shift!.at, windows, channels, size, 0);
    arena.kernels.chosenGradient(kept.at, sum!.at, part!.at, dy.at, chosen, windows, channels);
    arena.kernels.spreadGradient(dx.at, kept.at, chosen, windows, channels, size);
    const sums = new Float64Array(channels);
    for (let window = 0; window < windows; window++) {
      for (let channel = 0; channel < channels; channel++) {
        const places = Array.from(
          { length: size },
          (_, place) => (window * size + place) * channels + channel,
        );
        const values = places.map((place) => -2 * x.values[place]! + 0.25);
        const largest = Math.max(...values);
        const at = window * channels + channel;
        expect(y.values[at]).toBeCloseTo(Math.max(0, largest), 6);
        const passed = largest > 0 ? dy.values[at]! : 0;
        const first = values.indexOf(largest);
        expect(places.map((place) => dx.values[place])).toEqual(
          places.map((_, i) => (i === first ? passed : 0)),
        );
        sums[channel]! += passed;
      }
    }
    const added = new Float64Array(arena.buffer, sum!.at, channels);
    for (const [channel, value] of sums.entries()) expect(added[channel]).toBeCloseTo(value, 5);
  });

  it('are not zeroed where the floor is −∞, and let NaN through', () => {
    const arena = new Arena();
    const [x, y, ones, zeros] = [4, 4, 4, 4].map((size) => new Block(arena, size));
    const chosen = arena.reserve(4);
    x!.values.set([-3, Number.NaN, 2, 0]);
    ones!.values.fill(1);
    const { kernels } = arena;
    kernels.maxOfWindows(y!.at, chosen, x!.at, ones!.at, zeros!.at, 1, 4, 1, Number.NEGATIVE_INFINITY);
    expect([...y!.values]).toEqual([-3, Number.NaN, 2, 0]);
    kernels.maxOfWindows(y!.at, chosen, x!.at, ones!.at, zeros!.at, 1, 4, 1, 0);
    expect([...y!.values]).toEqual([0, Number.NaN, 2, 0]);
  });
});
