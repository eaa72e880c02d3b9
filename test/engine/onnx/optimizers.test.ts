import { describe, expect, it } from 'vitest';
import { Arena } from '../../../src/engine/onnx/arena.ts';
import { updaterFor } from '../../../src/engine/onnx/optimizers/index.ts';
import type { Optimizer } from '../../../src/model/optimizer.ts';
import { Random } from '../../../src/random.ts';

const SIZE = 64;
const STEPS = 12;
const RATE = 0.01;

/** Keras 3's update of one weight in float64: returns the change, keeping its state in `state`. */
type Rule = (gradient: number, state: number[], step: number) => number;

const RULES: Readonly<Record<string, { optimizer: Optimizer; rule: Rule }>> = {
  sgd: { optimizer: { name: 'sgd', momentum: 0, nesterov: false }, rule: (g) => -RATE * g },
  'sgd with momentum': {
    optimizer: { name: 'sgd', momentum: 0.9, nesterov: false },
    rule: (g, state) => {
      state[0] = 0.9 * (state[0] ?? 0) - RATE * g;
      return state[0];
    },
  },
  'sgd with Nesterov momentum': {
    optimizer: { name: 'sgd', momentum: 0.9, nesterov: true },
    rule: (g, state) => {
      state[0] = 0.9 * (state[0] ?? 0) - RATE * g;
      return 0.9 * state[0] - RATE * g;
    },
  },
  adam: {
    optimizer: { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
    rule: (g, state, step) => {
      state[0] = 0.9 * (state[0] ?? 0) + 0.1 * g;
      state[1] = 0.999 * (state[1] ?? 0) + 0.001 * g * g;
      const alpha = (RATE * Math.sqrt(1 - 0.999 ** step)) / (1 - 0.9 ** step);
      return (-alpha * state[0]) / (Math.sqrt(state[1]) + 1e-7);
    },
  },
  rmsprop: {
    optimizer: { name: 'rmsprop', rho: 0.9, epsilon: 1e-7 },
    rule: (g, state) => {
      state[0] = 0.9 * (state[0] ?? 0) + 0.1 * g * g;
      return (-RATE * g) / Math.sqrt(state[0] + 1e-7);
    },
  },
};

function open(optimizer: Optimizer) {
  const arena = new Arena();
  const blocks = { weights: arena.reserve(SIZE), gradients: arena.reserve(SIZE), size: SIZE };
  const updater = updaterFor(optimizer);
  const state = Array.from({ length: updater.stateBlocks }, () => arena.reserve(SIZE));
  const weights = arena.view(blocks.weights, SIZE);
  const gradients = arena.view(blocks.gradients, SIZE);
  const update = (step: number) => updater.update(arena.kernels, blocks, state, RATE, step);
  return { weights, gradients, update, state: state.map((offset) => arena.view(offset, SIZE)) };
}

describe('the optimizer kernels', () => {
  it.each(Object.keys(RULES))("follow Keras's formula of %s in float64", (name) => {
    const { optimizer, rule } = RULES[name]!;
    const { weights, gradients, update } = open(optimizer);
    const random = Random.of(3, name);
    const expected = Array.from({ length: SIZE }, () => random.normal());
    const states = expected.map((): number[] => []);
    weights.set(expected);
    for (let step = 1; step <= STEPS; step++) {
      for (let i = 0; i < SIZE; i++) {
        // Magnitudes from 1e-8 to 1: epsilon matters for the small ones.
        gradients[i] = random.normal() * 10 ** -(i % 9);
        expected[i]! += rule(gradients[i]!, states[i]!, step);
      }
      update(step);
    }
    for (let i = 0; i < SIZE; i++) expect(Math.abs(weights[i]! - expected[i]!)).toBeLessThan(2e-6);
  });

  it.each(['adam', 'rmsprop', 'sgd with momentum'])(
    'set moments of %s to zero before they become denormal',
    (name) => {
      const { gradients, update, state } = open(RULES[name]!.optimizer);
      gradients.fill(1e-3);
      update(1);
      gradients.fill(0);
      for (let step = 2; step < 4000; step++) update(step);
      expect(Math.abs(state[0]![0]!)).toBe(0);
    },
  );
});
