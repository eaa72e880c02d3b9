import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/index.ts';
import { configure } from '../../src/model/configure.ts';
import { epochDigest, firstDigest } from '../../src/trainer/digest.ts';
import { train } from '../../src/trainer/train.ts';
import type { TrialMessage } from '../../src/trial/trial.ts';
import { tinyDataset, tinyJob } from '../helpers/tinyDataset.ts';

const METRICS = { loss: 0.5, accuracy: 0.25, val_loss: 0.75, val_accuracy: 0.125 };
const weights = () => [Float32Array.of(1, 2), Float32Array.of(3)];

/** The bytes with the bit at that place changed. */
function flipped(values: Float32Array[], bit: number): Float32Array[] {
  const [first, ...rest] = values;
  const bytes = new Uint8Array(first!.buffer);
  bytes[bit >> 3]! ^= 1 << (bit & 7);
  return [first!, ...rest];
}

describe('the digest of an epoch', () => {
  it('changes with every bit of a weight or a metric, and with the epoch before', () => {
    const before = firstDigest({
      dataset: 'd',
      validation: { kind: 'test' },
      seed: 1,
      weights: weights(),
    });
    const changed = [
      firstDigest({ dataset: 'e', validation: { kind: 'test' }, seed: 1, weights: weights() }),
      firstDigest({ dataset: 'd', validation: { kind: 'test' }, seed: 2, weights: weights() }),
      firstDigest({ dataset: 'd', validation: { kind: 'test' }, seed: 1, weights: flipped(weights(), 0) }),
    ];
    const all = [
      epochDigest(before, weights(), METRICS),
      ...changed.map((other) => epochDigest(other, weights(), METRICS)),
      ...Array.from({ length: 64 }, (_, bit) => epochDigest(before, flipped(weights(), bit), METRICS)),
      ...Object.entries(METRICS).map(([name, value]) =>
        epochDigest(before, weights(), { ...METRICS, [name]: value + Number.EPSILON }),
      ),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(epochDigest(before, weights(), METRICS)).toBe(all[0]);
    expect(all[0]).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is told with every epoch of a training, the same for the first epochs of a longer one', async () => {
    const engine = await createEngine('onnx');
    const digests = async (epochs: number, momentum = 0.9): Promise<(string | undefined)[]> => {
      const parameters = { model: 'ann', units: 8, epochs, batch_normalization: true };
      const job = tinyJob(1, configure({ ...parameters, optimizer: 'sgd', momentum }));
      const said: TrialMessage[] = [];
      await train(job, {
        dataset: tinyDataset(),
        engine,
        worker: 0,
        onMessage: (message) => said.push(message),
        shouldStop: () => false,
      });
      return said.flatMap((message) => (message.type === 'report' ? [message.digest] : []));
    };
    const long = await digests(3);
    expect(new Set(long).size).toBe(3);
    expect(await digests(2)).toEqual(long.slice(0, 2));
    expect((await digests(1, 0.5))[0]).not.toBe(long[0]);
    await engine.dispose();
  });
});
