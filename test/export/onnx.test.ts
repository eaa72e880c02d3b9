import '../../src/engine/onnx/noTelemetry.ts';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import type { TrainedTrial } from '../../src/export/exporter.ts';
import { ONNX } from '../../src/export/onnx/index.ts';
import { sizeOf } from '../../src/model/layer.ts';
import { packageFile } from '../../src/package.ts';
import { codeOf } from './codeOf.ts';
import { everyNetwork, IMAGES } from './everyNetwork.ts';
import { expectOurAnswers } from './sameAnswers.ts';
import { trainedTrial } from './trainedTrial.ts';

async function fileOf(trained: TrainedTrial): Promise<Uint8Array> {
  if (ONNX.needs !== 'weights') throw new Error('The network is made of weights.');
  const [file] = await ONNX.files(trained);
  return Buffer.from(file!.content);
}

async function probabilitiesOf(
  session: InferenceSession,
  images: Uint8Array,
  shape: readonly number[],
): Promise<Float32Array> {
  const count = images.length / sizeOf(shape);
  const { probabilities } = await session.run({ images: new Tensor('uint8', images, [count, ...shape]) });
  expect(probabilities!.dims[0]).toBe(count);
  return probabilities!.data as Float32Array;
}

describe('an ONNX file', () => {
  it.each(everyNetwork())('says in ONNX Runtime what we say: $name', async (network) => {
    const { shape } = network.trained.trial.sweep.dataset.input;
    const session = await InferenceSession.create(await fileOf(network.trained));
    const together = await probabilitiesOf(session, network.images, shape);
    const one = sizeOf(shape);
    const alone: number[] = [];
    for (let first = 0; first < IMAGES * one; first += one)
      alone.push(...(await probabilitiesOf(session, network.images.slice(first, first + one), shape)));
    await session.release();
    await expectOurAnswers(network, together);
    await expectOurAnswers(network, alone);
  });

  it('declares images of bytes, an open batch and the probabilities', async () => {
    const session = await InferenceSession.create(await fileOf(trainedTrial('cnn')));
    expect(session.inputMetadata).toEqual([
      { name: 'images', isTensor: true, type: 'uint8', shape: ['batch', 10, 10, 1] },
    ]);
    expect(session.outputMetadata).toEqual([
      { name: 'probabilities', isTensor: true, type: 'float32', shape: ['batch', 4] },
    ]);
    await session.release();
  });

  it('is refused where the weights are more than such a file holds', async () => {
    const weights = [new Float32Array(2 ** 29)];
    await expect(fileOf({ ...trainedTrial('cnn'), weights })).rejects.toMatchObject({
      code: 'export_failed',
      hint: expect.stringContaining('safetensors'),
    });
  });

  it('has a card whose JavaScript runs', async () => {
    const trained = trainedTrial('cnn');
    const folder = mkdtempSync(join(tmpdir(), 'sweep-onnx-'));
    try {
      writeFileSync(join(folder, 'model.onnx'), await fileOf(trained));
      writeFileSync(join(folder, 'usage.mjs'), codeOf(ONNX, trained.trial, 'js'));
      symlinkSync(packageFile('node_modules'), join(folder, 'node_modules'));
      const said = execFileSync(process.execPath, ['usage.mjs'], { cwd: folder, encoding: 'utf8' });
      expect(said).toMatch(/^(circle|square|triangle|star) 0\.\d+\n$/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
