import { describe, expect, it } from 'vitest';
import { Arena } from '../../../src/engine/onnx/arena.ts';
import { updaterFor } from '../../../src/engine/onnx/optimizers/index.ts';
import { OptimizerStep } from '../../../src/engine/onnx/optimizers/step.ts';
import type { Optimizer } from '../../../src/model/optimizer.ts';
import { Random } from '../../../src/random.ts';

const SIZE = 64;
const STEPS = 12;
const RATE = 0.01;

/** Keras 3's update of one weight in float64: returns the change, keeping its state in `state`. */
type Rule = (gradient: number, state: number[], step: number, weight: number) => number;

const SGD = { name: 'sgd', momentum: 0, nesterov: false } as const;
const ADAM = { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7, amsgrad: false } as const;
const FTRL = {
  name: 'ftrl' as const,
  learningRatePower: -0.5,
  initialAccumulator: 0.1,
  l1: 0,
  l2: 0,
  l2Shrinkage: 0,
  beta: 0,
};
const FULL_FTRL = { ...FTRL, learningRatePower: -0.6, l1: 0.1, l2: 0.05, l2Shrinkage: 0.2, beta: 0.3 };

const RULES: Readonly<Record<string, { optimizer: Optimizer; rule: Rule }>> = {
  sgd: { optimizer: SGD, rule: (g) => -RATE * g },
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
  rmsprop: {
    optimizer: { name: 'rmsprop', rho: 0.9, momentum: 0, centered: false, epsilon: 1e-7 },
    rule: (g, state) => {
      state[0] = 0.9 * (state[0] ?? 0) + 0.1 * g * g;
      return (-RATE * g) / Math.sqrt(state[0] + 1e-7);
    },
  },
  'rmsprop, centered and with momentum': {
    optimizer: { name: 'rmsprop', rho: 0.8, momentum: 0.7, centered: true, epsilon: 1e-4 },
    rule: (g, state) => {
      state[0] = 0.8 * (state[0] ?? 0) + 0.2 * g * g;
      state[1] = 0.8 * (state[1] ?? 0) + 0.2 * g;
      state[2] = 0.7 * (state[2] ?? 0) + (RATE * g) / Math.sqrt(state[0] - state[1] ** 2 + 1e-4);
      return -state[2];
    },
  },
  adam: { optimizer: ADAM, rule: adam },
  'adam with amsgrad': {
    optimizer: { ...ADAM, amsgrad: true, beta2: 0.9 },
    rule: (g, state, step) => {
      state[0] = 0.9 * (state[0] ?? 0) + 0.1 * g;
      state[1] = 0.9 * (state[1] ?? 0) + 0.1 * g * g;
      state[2] = Math.max(state[2] ?? 0, state[1]);
      const alpha = (RATE * Math.sqrt(1 - 0.9 ** step)) / (1 - 0.9 ** step);
      return (-alpha * state[0]) / (Math.sqrt(state[2]) + 1e-7);
    },
  },
  'adam with weight decay': {
    optimizer: { ...ADAM, weightDecay: 0.1 },
    rule: (g, state, step, weight) => -RATE * 0.1 * weight + adam(g, state, step),
  },
  nadam: {
    optimizer: { name: 'nadam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
    rule: (g, state, step) => {
      const now = 0.9 * (1 - 0.5 * 0.96 ** step);
      const next = 0.9 * (1 - 0.5 * 0.96 ** (step + 1));
      state[2] = (state[2] ?? 1) * now;
      state[0] = 0.9 * (state[0] ?? 0) + 0.1 * g;
      state[1] = 0.999 * (state[1] ?? 0) + 0.001 * g * g;
      const first = (next * state[0]) / (1 - state[2] * next) + ((1 - now) * g) / (1 - state[2]);
      return (-RATE * first) / (Math.sqrt(state[1] / (1 - 0.999 ** step)) + 1e-7);
    },
  },
  adamax: {
    optimizer: { name: 'adamax', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
    rule: (g, state, step) => {
      state[0] = 0.9 * (state[0] ?? 0) + 0.1 * g;
      state[1] = Math.max(0.999 * (state[1] ?? 0), Math.abs(g));
      return (-RATE * state[0]) / ((1 - 0.9 ** step) * (state[1] + 1e-7));
    },
  },
  adagrad: {
    optimizer: { name: 'adagrad', initialAccumulator: 0.1, epsilon: 1e-7 },
    rule: (g, state) => {
      state[0] = (state[0] ?? 0.1) + g * g;
      return (-RATE * g) / Math.sqrt(state[0] + 1e-7);
    },
  },
  adadelta: {
    optimizer: { name: 'adadelta', rho: 0.95, epsilon: 1e-7 },
    rule: (g, state) => {
      state[0] = 0.95 * (state[0] ?? 0) + 0.05 * g * g;
      const change = (-Math.sqrt((state[1] ?? 0) + 1e-7) * g) / Math.sqrt(state[0] + 1e-7);
      state[1] = 0.95 * (state[1] ?? 0) + 0.05 * change * change;
      return RATE * change;
    },
  },
  ftrl: { optimizer: FTRL, rule: (...args) => ftrl(FTRL, ...args) },
  'ftrl with all its penalties': {
    optimizer: FULL_FTRL,
    rule: (...args) => ftrl(FULL_FTRL, ...args),
  },
  lion: {
    optimizer: { name: 'lion', beta1: 0.9, beta2: 0.99 },
    rule: (g, state) => {
      const change = -RATE * Math.sign(0.9 * (state[0] ?? 0) + 0.1 * g);
      state[0] = 0.99 * (state[0] ?? 0) + 0.01 * g;
      return change;
    },
  },
};

function adam(g: number, state: number[], step: number): number {
  state[0] = 0.9 * (state[0] ?? 0) + 0.1 * g;
  state[1] = 0.999 * (state[1] ?? 0) + 0.001 * g * g;
  const alpha = (RATE * Math.sqrt(1 - 0.999 ** step)) / (1 - 0.9 ** step);
  return (-alpha * state[0]) / (Math.sqrt(state[1]) + 1e-7);
}

function ftrl(settings: typeof FTRL, g: number, state: number[], _step: number, weight: number): number {
  const { learningRatePower, initialAccumulator, l1, l2, l2Shrinkage, beta } = settings;
  const before = state[0] ?? initialAccumulator;
  state[0] = before + g * g;
  const scaled = state[0] ** -learningRatePower;
  const shrunk = g + 2 * l2Shrinkage * weight;
  state[1] = (state[1] ?? 0) + shrunk - ((scaled - before ** -learningRatePower) / RATE) * weight;
  const quadratic = scaled / RATE + 2 * (l2 + beta / (2 * RATE));
  const clipped = Math.min(Math.max(state[1], -l1), l1);
  return (clipped - state[1]) / quadratic - weight;
}

function open(optimizer: Optimizer) {
  const arena = new Arena();
  const blocks = { weights: arena.reserve(SIZE), gradients: arena.reserve(SIZE), size: SIZE };
  const step = new OptimizerStep(optimizer, arena, blocks);
  const state = updaterFor(optimizer).initialState.map(
    (_, index) => blocks.gradients + (index + 1) * SIZE * 4,
  );
  return {
    weights: arena.view(blocks.weights, SIZE),
    gradients: arena.view(blocks.gradients, SIZE),
    update: () => step.update(RATE),
    state: state.map((offset) => arena.view(offset, SIZE)),
  };
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
        expected[i]! += rule(gradients[i]!, states[i]!, step, expected[i]!);
      }
      update();
    }
    for (let i = 0; i < SIZE; i++) expect(Math.abs(weights[i]! - expected[i]!)).toBeLessThan(2e-6);
  });

  it.each([
    'adam',
    'adam with amsgrad',
    'nadam',
    'adamax',
    'rmsprop',
    'rmsprop, centered and with momentum',
    'lion',
    'sgd with momentum',
  ])('set moments of %s to zero before they become denormal', (name) => {
    const { gradients, update, state } = open(RULES[name]!.optimizer);
    gradients.fill(1e-3);
    update();
    gradients.fill(0);
    for (let step = 2; step < 8000; step++) update();
    expect(Math.abs(state[0]![0]!)).toBe(0);
  });

  it('scale all gradients down together to the largest norm that was asked for', () => {
    const { weights, gradients, update } = open({ ...SGD, globalClipnorm: 2 });
    gradients.fill(1);
    update();
    for (const weight of weights) expect(weight).toBeCloseTo((-RATE * 2) / Math.sqrt(SIZE), 8);
    gradients.fill(0.1);
    weights.fill(0);
    update();
    for (const weight of weights) expect(weight).toBeCloseTo(-RATE * 0.1, 8);
  });
});
