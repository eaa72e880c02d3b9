import { expect, it } from 'vitest';
import type { Assignment } from '../../src/configuration.ts';
import { estimateTrialBytes } from '../../src/engine/trialBytes.ts';
import { buildLayers } from '../../src/model/buildLayers.ts';
import { configure } from '../../src/model/configure.ts';
import type { ModelName } from '../../src/model/modelName.ts';

const input = { shape: [28, 28, 1], classes: 10 } as const;

function estimate(parameters: Assignment, { model = 'ann' as ModelName, engine = 'onnx' } = {}): number {
  const configuration = configure({ model, ...parameters });
  return estimateTrialBytes(engine, configuration, buildLayers(configuration, input), input);
}

const WEIGHTS_4096 = 4 * (784 * 4096 + 4096 + 4096 * 10 + 10);

it.each(['onnx', 'tfjs', 'tfjs-cpu'])('grows with what the optimizer keeps of each weight: %s', (engine) => {
  const sgd = estimate({ units: 4096, optimizer: 'sgd' }, { engine });
  const adam = estimate({ units: 4096, optimizer: 'adam' }, { engine });
  // Adam has two slots in the network and in each of two states.
  expect((adam - sgd) / WEIGHTS_4096).toBeCloseTo(6, 0);
});

it('grows with a normalized batch, and not with one that is cut into parts', () => {
  const cnn = (parameters: Assignment) => estimate({ padding: 'same', ...parameters }, { model: 'cnn' });
  expect(cnn({ batch_size: 512 }) / cnn({ batch_size: 256 })).toBeLessThan(1.01);
  const normalized = (batch_size: number) => cnn({ batch_size, batch_normalization: true, filters: 128 });
  expect(normalized(1024) / normalized(512)).toBeGreaterThan(1.6);
});

it('counts the weights that early stopping keeps', () => {
  const more = estimate({ units: 4096, early_stopping_patience: 2 }) - estimate({ units: 4096 });
  // In the trainer, and in two states.
  expect(more / WEIGHTS_4096).toBeCloseTo(3, 2);
});

it('is infinite for what no arena can hold', () => {
  expect(estimate({ units: [8192, 8192, 8192, 8192, 8192, 8192] })).toBe(Infinity);
});
