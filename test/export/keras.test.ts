import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { TrainedTrial } from '../../src/export/exporter.ts';
import { KERAS } from '../../src/export/keras/keras.ts';
import { ACTIVATIONS } from '../../src/model/activation.ts';
import { weightSpecs } from '../../src/model/buildLayers.ts';
import { INITIALIZERS } from '../../src/model/initializers/index.ts';
import { OPTIMIZERS } from '../../src/model/optimizers.ts';
import { everyNetwork } from './everyNetwork.ts';
import { trainedTrial } from './trainedTrial.ts';
import { trialWith } from './trialWith.ts';
import { exported, tensorsOf, unzipped } from './unpacked.ts';

interface KerasObject {
  readonly class_name: string;
  readonly config: Record<string, unknown>;
}

async function modelOf(trained: TrainedTrial) {
  const members = await unzipped((await exported(KERAS, trained)).get('model.keras')!);
  const [metadata, config, weights] = members.map(({ content }) => content as Uint8Array);
  const model = JSON.parse(Buffer.from(config!).toString());
  return {
    paths: members.map(({ path }) => path),
    metadata: JSON.parse(Buffer.from(metadata!).toString()),
    config: model,
    layers: model.config.layers as KerasObject[],
    tensors: await tensorsOf(weights!),
  };
}

describe('a Keras model', () => {
  it("has the members of Keras's own files", async () => {
    const { paths, metadata, config } = await modelOf(trainedTrial('cnn'));
    expect(paths).toEqual(['metadata.json', 'config.json', 'model.weights.h5']);
    expect(metadata).toMatchObject({ keras_version: '3.0.0', date_saved: '2023-11-14@22:14:20' });
    expect(config).toMatchObject({ module: 'keras', class_name: 'Sequential' });
  });

  it('begins with bytes, which it scales, and has our layers under their names', async () => {
    const { trial, weights } = trainedTrial('cnn');
    const { layers } = await modelOf({ trial, weights });
    expect(layers[0]).toMatchObject({
      class_name: 'InputLayer',
      config: { name: 'images', batch_shape: [null, 10, 10, 1] },
    });
    expect(layers[1]).toMatchObject({ class_name: 'Rescaling', config: { scale: 1 / 255 } });
    expect(layers.slice(2).map(({ config }) => config.name)).toEqual(trial.layers.map(({ name }) => name));
  });

  it('is compiled with the optimizer of the trial', async () => {
    const parameters = { optimizer: 'sgd', momentum: 0.9, nesterov: true, global_clipnorm: 2 };
    const { config } = await modelOf(trialWith('ann', parameters));
    expect(config.compile_config).toEqual({
      optimizer: {
        module: 'keras.optimizers',
        class_name: 'SGD',
        registered_name: null,
        config: {
          name: 'sgd',
          learning_rate: 0.01,
          momentum: 0.9,
          nesterov: true,
          weight_decay: null,
          global_clipnorm: 2,
        },
      },
      loss: 'sparse_categorical_crossentropy',
      metrics: ['accuracy'],
    });
  });

  it.each(everyNetwork())('holds every weight of: $name', async ({ trained }) => {
    const { tensors } = await modelOf(trained);
    const stored = Object.entries(tensors).filter(([path]) => path.startsWith('layers/'));
    const wanted = weightSpecs(trained.trial.layers).map(({ shape }, index) => ({
      shape: [...shape],
      values: [...trained.weights[index]!],
    }));
    expect(stored).toHaveLength(wanted.length);
    for (const tensor of wanted) expect(stored.map(([, value]) => value)).toContainEqual(tensor);
  });

  it.each(Object.keys(OPTIMIZERS))('holds the state with which %s begins', async (optimizer) => {
    const trained = trialWith('ann', { optimizer, units: 3 });
    const { tensors } = await modelOf(trained);
    expect(tensors['optimizer/vars/0']).toEqual({ shape: [], values: [0] });
    expect(tensors['optimizer/vars/1']!.values[0]).toBeCloseTo(
      Number(trained.trial.parameters.learning_rate),
    );
    const state = Object.entries(tensors).filter(([path]) => /^optimizer\/vars\/(?![01]$)/.test(path));
    expect(state.length).toBe({ sgd: 0, rmsprop: 4, adagrad: 4, lion: 4, nadam: 9 }[optimizer] ?? 8);
  });

  it('keeps what a layer says: dropout, padding, steps, penalties', async () => {
    const parameters = {
      filters: 2,
      strides: 2,
      padding: 'same',
      pool_size: 1,
      l2: 0.01,
      dropout: 0.25,
      conv_dropout: 0.1,
    };
    const { layers } = await modelOf(trialWith('cnn', parameters));
    const named = (name: string) => layers.find(({ config }) => config.name === name)!.config;
    expect(named('conv2d')).toMatchObject({
      strides: [2, 2],
      padding: 'same',
      kernel_regularizer: { class_name: 'L2', config: { l2: 0.01 } },
    });
    expect(named('dense_1')).toMatchObject({
      kernel_regularizer: { class_name: 'L2' },
      activation: 'softmax',
    });
    expect([named('dropout').rate, named('dropout_1').rate]).toEqual([0.1, 0.25]);
  });

  it.each(Object.keys(INITIALIZERS))('names the initializer %s', async (kernel_initializer) => {
    const { layers } = await modelOf(trialWith('ann', { kernel_initializer, units: 3 }));
    const { kernel_initializer: written } = layers.find(({ config }) => config.name === 'dense')!.config;
    const { class_name, config } = written as KerasObject;
    expect(class_name.toLowerCase()).toBe(kernel_initializer.replaceAll('_', ''));
    const settings = {
      variance_scaling: { scale: 1, mode: 'fan_in', distribution: 'truncated_normal' },
      orthogonal: { gain: 1 },
      constant: { value: 0 },
      random_normal: { stddev: 0.05 },
      truncated_normal: { stddev: 0.05 },
      random_uniform: { minval: -0.05, maxval: 0.05 },
    }[kernel_initializer];
    expect(config).toEqual(settings ?? {});
  });

  it.each(ACTIVATIONS)('names the activation %s', async (activation) => {
    const { layers } = await modelOf(trialWith('ann', { activation, units: 3 }));
    expect(layers.find(({ config }) => config.name === 'dense')!.config).toMatchObject({ activation });
  });

  it('is the same bytes at another time', async () => {
    const trained = trialWith('cnn', { optimizer: 'adam' });
    const first = await exported(KERAS, trained);
    const second = Math.floor(Date.now() / 1000);
    while (Math.floor(Date.now() / 1000) === second) await sleep(50);
    expect(await exported(KERAS, trained)).toEqual(first);
  });

  it('says where the dataset was the drawn stand-in', async () => {
    const { trial, weights } = trainedTrial('ann');
    const dataset = { ...trial.sweep.dataset, synthetic: true };
    const drawn = await modelOf({ trial: { ...trial, sweep: { ...trial.sweep, dataset } }, weights });
    expect(drawn.config.config.name).toBe('ann_trial_3_synthetic');
    expect(drawn.metadata.dataset.synthetic).toBe(true);
    const real = await modelOf({ trial, weights });
    expect(real.config.config.name).toBe('ann_trial_3');
    expect(real.metadata).toMatchObject({ sweep: 'small', trial: 3, dataset: { synthetic: false } });
  });

  it('says on its card that Keras has label smoothing for one-hot labels alone', () => {
    const usage = (label_smoothing: number) => KERAS.card!.usage(trialWith('ann', { label_smoothing }).trial);
    expect(usage(0.1)).toContain('CategoricalCrossentropy(label_smoothing=0.1)');
    expect(usage(0)).not.toContain('smoothing');
  });
});
