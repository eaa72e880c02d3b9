import type * as Tensorflow from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ExportedFile, TrainedTrial } from '../../src/export/exporter.ts';
import { accuracyWords } from '../../src/export/tfjs/about.ts';
import { tensorflowScript } from '../../src/export/tfjs/tensorflow.ts';
import { TFJS } from '../../src/export/tfjs/tfjs.ts';
import { storeWeights } from '../../src/export/tfjs/weights.ts';
import { weightSpecs } from '../../src/model/buildLayers.ts';
import { type Layer, sizeOf } from '../../src/model/layer.ts';
import { COLOUR, network } from '../helpers/networks.ts';
import { type ExportedNetwork, everyNetwork, IMAGES, ourProbabilities } from './everyNetwork.ts';
import { trainedTrial } from './trainedTrial.ts';

let tf: typeof Tensorflow;
beforeAll(async () => {
  tf = await import('@tensorflow/tfjs');
  await tf.setBackend('cpu');
});

async function filesOf(trained: TrainedTrial): Promise<readonly ExportedFile[]> {
  if (TFJS.needs !== 'weights') throw new Error('It needs weights.');
  return TFJS.files(trained);
}

function contentOf(files: readonly ExportedFile[], path: string): Buffer {
  return Buffer.from(files.find((file) => file.path === path)!.content);
}

/** The folder, served to `tf.loadLayersModel` as a web server would. */
async function load(files: readonly ExportedFile[]): Promise<Tensorflow.LayersModel> {
  const address = 'http://folder.invalid/';
  const fetchFunc = async (url: string) => {
    const type = url.endsWith('.json') ? 'application/json' : 'application/octet-stream';
    const content = new Uint8Array(contentOf(files, url.slice(address.length)));
    return new Response(content, { headers: { 'Content-Type': type } });
  };
  return tf.loadLayersModel(tf.io.http(`${address}model.json`, { fetchFunc: fetchFunc as typeof fetch }));
}

async function theirProbabilities(
  model: Tensorflow.LayersModel,
  { trained, images }: ExportedNetwork,
): Promise<Float32Array> {
  const { shape } = trained.trial.sweep.dataset.input;
  const answer = tf.tidy(
    () => model.predict(tf.tensor(Float32Array.from(images), [IMAGES, ...shape])) as Tensorflow.Tensor,
  );
  const values = (await answer.data()) as Float32Array;
  answer.dispose();
  return values;
}

function classesOf(probabilities: Float32Array, classes: number): number[] {
  return Array.from({ length: probabilities.length / classes }, (_, image) => {
    const row = probabilities.subarray(image * classes, (image + 1) * classes);
    return row.indexOf(Math.max(...row));
  });
}

describe('a model for TensorFlow.js', () => {
  it.each(everyNetwork())('gives the same probabilities there: $name', async (exported) => {
    const model = await load(await filesOf(exported.trained));
    const [ours, theirs] = [await ourProbabilities(exported), await theirProbabilities(model, exported)];
    const { classes } = exported.trained.trial.sweep.dataset.input;
    expect(theirs).toHaveLength(IMAGES * classes);
    expect(classesOf(theirs, classes)).toEqual(classesOf(ours, classes));
    expect(Math.max(...ours.map((value, index) => Math.abs(value - theirs[index]!)))).toBeLessThan(1e-4);
    model.dispose();
  });

  it('keeps dropouts and penalties for whoever trains on, and trains', async () => {
    const layers = network(COLOUR, (stack) => {
      stack.conv2d(4, 3, 'leaky_relu', { l2: 0.02 });
      stack.dropout(0.25);
      stack.flatten();
    });
    const model = await load(await filesOf(withLayers(layers)));
    expect(model.layers.map((layer) => layer.getClassName())).toEqual([
      'Rescaling',
      'Conv2D',
      'LeakyReLU',
      'Dropout',
      'Flatten',
      'Dense',
    ]);
    expect(model.layers[1]!.getConfig().kernelRegularizer).toMatchObject({ config: { l1: 0, l2: 0.02 } });
    model.compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });
    const { history } = await model.fit(tf.ones([2, 9, 11, 3]), tf.tensor2d([1, 0, 0, 0, 1, 0], [2, 3]), {
      epochs: 1,
      verbose: 0,
    });
    expect(Number.isFinite(history.loss![0])).toBe(true);
    model.dispose();
  });

  it('says what it is: classes, dataset, metrics, and whether that was synthetic', async () => {
    const { trial } = trainedTrial('cnn');
    const model = await load(await filesOf(trainedTrial('cnn')));
    expect(model.getUserDefinedMetadata()).toEqual({
      sweep: 'small',
      trial: 3,
      model: 'cnn',
      classes: ['circle', 'square', 'triangle', 'star'],
      input: { shape: [10, 10, 1], dtype: 'float32', range: [0, 255] },
      dataset: { name: 'squares', sha256: 'd'.repeat(64) },
      synthetic: false,
      metrics: {
        loss: 0.5,
        accuracy: 0.8,
        val_loss: 0.6,
        val_accuracy: 0.75,
        test_loss: 0.61,
        test_accuracy: 0.74,
      },
      warnings: [],
    });
    model.dispose();
    const synthetic = await filesOf(
      trainedTrial('cnn', { dataset: { ...trial.sweep.dataset, synthetic: true } }),
    );
    expect(JSON.parse(contentOf(synthetic, 'model.json').toString()).userDefinedMetadata.synthetic).toBe(
      true,
    );
    expect(contentOf(synthetic, 'page/model.js').toString()).toContain('"synthetic":true');
    expect(contentOf(synthetic, 'index.html').toString()).toMatch(/SYNTHETIC[\s\S]*synthetic dataset/);
    const plain = contentOf(await filesOf(trainedTrial('cnn')), 'index.html').toString();
    expect(plain).not.toMatch(/synthetic/i);
  });

  it('says in words how good it is, on the images that it was scored on', () => {
    const { trial } = trainedTrial('cnn');
    expect(accuracyWords(trial)).toBe(
      'Test accuracy 0.7400, 95 % interval 0.6751 to 0.7959 (200 test images)',
    );
    const untested = { ...trial, test_accuracy: null };
    expect(accuracyWords(untested)).toMatch(/^Validation accuracy 0\.7500, .* \(100 validation images\)$/);
    const onTest = { ...untested, sweep: { ...trial.sweep, validation: { kind: 'test' } as const } };
    expect(accuracyWords(onTest)).toMatch(/^Accuracy on the test set 0\.7500, .* \(200 test images\)$/);
    expect(accuracyWords({ ...untested, val_accuracy: null })).toBeUndefined();
  });

  it('cuts large weights into files that browsers cache, in order', () => {
    const { trial, weights } = trainedTrial('cnn');
    const one = storeWeights(trial.layers, weights);
    expect(one.shards.map(({ path }) => path)).toEqual(['weights.bin']);
    const bytes = one.shards[0]!.content;
    expect(bytes.length).toBe(
      4 * weightSpecs(trial.layers).reduce((sum, { shape }) => sum + sizeOf(shape), 0),
    );
    const several = storeWeights(trial.layers, weights, 100);
    const count = Math.ceil(bytes.length / 100);
    expect(several.shards[0]!.path).toBe(`group1-shard1of${count}.bin`);
    expect(several.shards).toHaveLength(count);
    expect(Buffer.concat(several.shards.map(({ content }) => content)).equals(bytes)).toBe(true);
    expect(several.specs).toEqual(one.specs);
  });

  it('is loaded from several files, too', async () => {
    // 1,310,720 weights of four bytes: five megabytes.
    const layers = network({ shape: [16, 16, 1], classes: 3 }, (stack) => {
      stack.flatten();
      stack.dense(5100, 'relu');
    });
    const trained = withLayers(layers, { shape: [16, 16, 1], classes: 3 });
    const files = await filesOf(trained);
    const shards = files.filter(({ path }) => path.endsWith('.bin'));
    expect(shards.map(({ path }) => path)).toEqual(['group1-shard1of2.bin', 'group1-shard2of2.bin']);
    const model = await load(files);
    const kernel = await model.layers[2]!.getWeights()[0]!.data();
    expect(
      Buffer.from(Float32Array.from(kernel).buffer).equals(Buffer.from(trained.weights[0]!.buffer)),
    ).toBe(true);
    model.dispose();
  });

  it('has a card whose lines of code name its size and channels', () => {
    const usage = TFJS.card!.usage(trainedTrial('cnn').trial);
    expect(usage).toContain("tf.loadLayersModel('model.json')");
    expect(usage).toContain('resizeBilinear(pixels, [10, 10])');
    expect(usage).toMatch(/fromPixels\(.*, 1\)/);
  });

  it('is refused where the build left no TensorFlow.js', () => {
    expect(() => tensorflowScript('/nowhere/tf.min.js')).toThrowError(
      expect.objectContaining({ code: 'not_built', hint: expect.stringContaining('npm run build') }),
    );
  });
});

function withLayers(layers: readonly Layer[], input = COLOUR): TrainedTrial {
  const { trial } = trainedTrial('cnn');
  const dataset = {
    ...trial.sweep.dataset,
    input,
    classNames: trial.sweep.dataset.classNames.slice(0, input.classes),
  };
  const weights = weightSpecs(layers).map(({ shape }, index) =>
    Float32Array.from({ length: sizeOf(shape) }, (_, place) => Math.sin(place + index) / 10),
  );
  return { trial: { ...trial, layers, sweep: { ...trial.sweep, dataset } }, weights };
}
