import { availableParallelism } from 'node:os';
import type { Configuration } from '../../configuration.ts';
import type { Dataset } from '../../data/dataset.ts';
import { sharedBytes, sharedLabelsFrom } from '../../data/shared.ts';
import { PiscinaExecutor } from '../../executor/piscina.ts';
import type { InputShape } from '../../model/layer.ts';
import { Random } from '../../random.ts';
import { fitCost, type MeasuredEpoch } from '../../trainable/network/cost/costModel.ts';
import { epochWork } from '../../trainable/network/cost/epochWork.ts';
import type { NetworkSetup } from '../../trainable/network/setup.ts';
import { type NetworkSize, NetworkSizes } from '../../trainable/network/sizes.ts';
import type { TrialMessage } from '../../trial/trial.ts';

/** Time that the epochs of one configuration should take together, in ms. */
const WANTED_MS = 400;
const MOST_EPOCHS = 12;
/** The first epoch makes graphs and is not counted. */
const LEAST_EPOCHS = 3;
const MOST_IMAGES = 2048;
const LEAST_IMAGES = 256;
/** More trainings at once give no further information, and take memory. */
const MOST_AT_ONCE = 8;
const TEST_IMAGES = 32;
/** A whole trial counts more. */
const WEIGHT = 0.5;

/**
 * Trains a few epochs of each configuration on noise, as many trainings at once as there would be workers, on
 * threads of their own: about half a second each. Configurations that cannot be trained are left out.
 */
export async function calibrate(
  setup: NetworkSetup,
  input: InputShape,
  configurations: readonly Configuration[],
  workers: number,
): Promise<MeasuredEpoch[]> {
  const cores = availableParallelism();
  const atOnce = Math.max(1, Math.min(workers, cores, MOST_AT_ONCE));
  const sizes = new NetworkSizes(input);
  const trained = configurations.flatMap((configuration) => {
    const size = sizes.of(configuration);
    return 'flops' in size ? [{ configuration, size }] : [];
  });
  if (trained.length === 0) return [];
  const images = imagesFor(trained);
  const dataset = noise(input, images.training + images.validation, TEST_IMAGES);
  const executor = new PiscinaExecutor({ kind: 'network', dataset }, atOnce);
  const measured: MeasuredEpoch[] = [];
  let trial = 0;
  try {
    for (const { configuration, size } of trained) {
      const work = epochWork(configuration, size, images);
      const expectedMs = fitCost(measured).epochMs(work, atOnce);
      const epochs = Math.min(MOST_EPOCHS, Math.max(LEAST_EPOCHS, 1 + Math.ceil(WANTED_MS / expectedMs)));
      const job = (seed: number) => ({
        trial: ++trial,
        attempt: 1,
        sweep: { id: 0, name: 'calibration' },
        configuration: { ...configuration, epochs, early_stopping_patience: 0 },
        seed,
        setup: { ...setup, validation: { kind: 'holdout' as const, size: images.validation, seed: 0 } },
      });
      const runs = Array.from({ length: atOnce }, (_, seed) => {
        const times: number[] = [];
        const take = (message: TrialMessage): void => {
          if (message.type === 'report' && message.step > 1) times.push(message.durationMs);
        };
        return executor.submit(job(seed), take).then(() => times);
      });
      const times = (await Promise.all(runs)).flat().sort((a, b) => a - b);
      if (times.length === 0) continue;
      const epochMs = times[Math.floor(times.length / 2)]!;
      measured.push({ work, epochMs, atOnce, cores, weight: WEIGHT });
    }
    return measured;
  } finally {
    await executor.close();
  }
}

/** So many images that even the slowest configuration trains an epoch in the wanted time. */
function imagesFor(trained: readonly { configuration: Configuration; size: NetworkSize }[]) {
  const typical = fitCost([]);
  const whole = { training: MOST_IMAGES, validation: MOST_IMAGES / 4 };
  const slowestMs = Math.max(
    ...trained.map(({ configuration, size }) => typical.epochMs(epochWork(configuration, size, whole), 1)),
  );
  const largest = Math.max(...trained.map(({ configuration }) => Number(configuration.batch_size)));
  const share = Math.min(1, WANTED_MS / LEAST_EPOCHS / slowestMs);
  const wanted = Math.max(LEAST_IMAGES, Math.round(MOST_IMAGES * share), Math.min(MOST_IMAGES, 2 * largest));
  return { training: wanted, validation: Math.ceil(wanted / 4) };
}

function noise(input: InputShape, trainCount: number, testCount: number): Dataset {
  const random = Random.of(0, 'calibration');
  const pixels = input.shape[0] * input.shape[1] * input.shape[2];
  const draw = (count: number) => {
    const images = sharedBytes(count * pixels);
    for (let i = 0; i < images.length; i++) images[i] = random.uint32() & 255;
    const labels = Array.from({ length: count }, (_, index) => index % input.classes);
    return { images, labels: sharedLabelsFrom(labels) };
  };
  return {
    name: 'noise',
    synthetic: true,
    fingerprint: `noise ${input.shape.join('×')} ${trainCount}`,
    input,
    classNames: Array.from({ length: input.classes }, (_, index) => String(index)),
    trainCount,
    testCount,
    train: draw(trainCount),
    test: draw(testCount),
  };
}
