import { expect, it } from 'vitest';
import type { TrainedTrial } from '../../src/export/exporter.ts';
import { SAFETENSORS, safetensorsBytes } from '../../src/export/safetensors.ts';
import { weightSpecs } from '../../src/model/buildLayers.ts';
import { sizeOf } from '../../src/model/layer.ts';
import { everyNetwork } from './everyNetwork.ts';
import { trainedTrial } from './trainedTrial.ts';

async function filesOf(trained: TrainedTrial): Promise<Record<string, Buffer>> {
  if (SAFETENSORS.needs !== 'weights') throw new Error('Tensors are weights.');
  const files = await SAFETENSORS.files(trained);
  return Object.fromEntries(files.map(({ path, content }) => [path, Buffer.from(content)]));
}

it.each(everyNetwork())(
  'leaves no byte between aligned tensors in Keras’s layouts: $name',
  async ({ trained }) => {
    const file = (await filesOf(trained))['model.safetensors']!;
    const headerBytes = Number(file.readBigUInt64LE());
    const header = JSON.parse(file.toString('utf8', 8, 8 + headerBytes));
    expect(headerBytes % 8).toBe(0);
    let bytes = 0;
    for (const [index, { name, shape }] of weightSpecs(trained.trial.layers).entries()) {
      const end = bytes + 4 * sizeOf(shape);
      expect(header[name]).toEqual({ dtype: 'F32', shape, data_offsets: [bytes, end] });
      const stored = file.subarray(8 + headerBytes + bytes, 8 + headerBytes + end);
      expect(new Float32Array(new Uint8Array(stored).buffer)).toEqual(trained.weights[index]);
      bytes = end;
    }
    expect(file.length).toBe(8 + headerBytes + bytes);
    expect(safetensorsBytes(trained.trial)).toBe(file.length);
  },
);

it('says in config.json and in the file itself how the network is built', async () => {
  const files = await filesOf(trainedTrial('cnn'));
  const config = JSON.parse(files['config.json']!.toString());
  expect(config).toMatchObject({
    model: 'cnn',
    input: { shape: [10, 10, 1], dtype: 'uint8', scale: 1 / 255 },
    classes: ['circle', 'square', 'triangle', 'star'],
    dataset: { name: 'squares', synthetic: false },
  });
  expect(config.layers.slice(0, 2)).toEqual([
    {
      kind: 'conv2d',
      name: 'conv2d',
      input_shape: [10, 10, 1],
      output_shape: [9, 9, 4],
      filters: 4,
      kernel_size: 2,
      strides: 1,
      padding: 'valid',
      use_bias: false,
      activation: 'linear',
      weights: ['conv2d/kernel'],
    },
    {
      kind: 'batch_normalization',
      name: 'batch_normalization',
      input_shape: [9, 9, 4],
      output_shape: [9, 9, 4],
      momentum: 0.99,
      epsilon: 0.001,
      weights: ['gamma', 'beta', 'moving_mean', 'moving_variance'].map(
        (name) => `batch_normalization/${name}`,
      ),
    },
  ]);
  const file = files['model.safetensors']!;
  const header = JSON.parse(file.toString('utf8', 8, 8 + Number(file.readBigUInt64LE())));
  expect(JSON.parse(header.__metadata__.config)).toEqual(config);
});
