import { describe, expect, it } from 'vitest';
import type { Assignment } from '../../src/configuration.ts';
import { KERAS_SCRIPT } from '../../src/export/kerasScript/kerasScript.ts';
import type { NetworkTrial } from '../../src/store/index.ts';
import { trialWith } from './trialWith.ts';
import { exported, tensorsOf } from './unpacked.ts';

const files = (parameters: Assignment, changes: Partial<NetworkTrial['sweep']> = {}) =>
  exported(KERAS_SCRIPT, trialWith('cnn', { filters: 2, units: 3, ...parameters }, changes));
const scriptOf = async (...args: Parameters<typeof files>) =>
  Buffer.from((await files(...args)).get('train.py')!).toString();

describe('a Keras script', () => {
  it('has its weights beside it, and no optimizer in them', async () => {
    const tensors = await tensorsOf((await files({})).get('model.weights.h5')!);
    expect(Object.keys(tensors).sort()).toEqual([
      'layers/conv2d/vars/0',
      'layers/conv2d/vars/1',
      'layers/dense/vars/0',
      'layers/dense/vars/1',
      'layers/dense_1/vars/0',
      'layers/dense_1/vars/1',
    ]);
  });

  it('says the layers as one would write them', async () => {
    const script = await scriptOf({ padding: 'same', l2: 0.01, activation: 'gelu', dropout: 0.5 });
    for (const line of [
      'layers.Rescaling(1 / 255, name="rescaling"),',
      'layers.MaxPooling2D((2, 2), name="max_pooling2d"),',
      'kernel_regularizer=keras.regularizers.L2(0.01),',
      'activation="gelu",',
      'padding="same",',
      'layers.Dropout(0.5, name="dropout"),',
    ]) {
      expect(script).toContain(line);
    }
  });

  it('holds what the trial needs and no more', async () => {
    const plain = await scriptOf({});
    const everything = await scriptOf({
      learning_rate_schedule: 'cosine',
      label_smoothing: 0.1,
      random_erasing: 0.5,
      shift: 2,
      early_stopping_patience: 2,
      reduce_on_plateau_patience: 1,
    });
    for (const part of ['LearningRate(', 'one_hot', 'augment', 'EarlyStopping', 'ReduceSchedule', 'SHIFT']) {
      expect(plain).not.toContain(part);
      expect(everything).toContain(part);
    }
    expect(await scriptOf({ reduce_on_plateau_patience: 1 })).toContain('ReduceLROnPlateau');
  });

  it('says what differs from the sweep, and of which images the numbers are', async () => {
    const script = await scriptOf({ dropout: 0.5, shift: 1 });
    expect(script.replaceAll('\n', ' ')).toContain(
      'others: the initial weights, the order of the images, what dropout drops, how images are changed and which images are set aside for validation.',
    );
    const onTest = await scriptOf({}, { validation: { kind: 'test' } });
    expect(onTest.replaceAll('\n', ' ')).toContain('Validated on the test set');
    expect(onTest).not.toContain('def split');
  });

  it('says where the dataset was the drawn stand-in', async () => {
    const { sweep } = trialWith('cnn', {}).trial;
    const script = await scriptOf({}, { dataset: { ...sweep.dataset, synthetic: true } });
    expect(script.split('"""')[1]).toContain('SYNTHETIC');
    expect(script).toContain('print("Note: the sweep used SYNTHETIC');
    expect(await scriptOf({})).not.toContain('SYNTHETIC');
  });

  it('keeps its lines at a width that can be read', async () => {
    const script = await scriptOf({
      kernel_initializer: 'variance_scaling',
      label_smoothing: 0.1,
      optimizer: 'ftrl',
      early_stopping_patience: 2,
      reduce_on_plateau_patience: 1,
      horizontal_flip: true,
      learning_rate_schedule: 'one_cycle',
    });
    expect(script.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });
});
