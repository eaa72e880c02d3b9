import type { Configuration } from '../../src/configuration.ts';
import type { Dataset } from '../../src/data/dataset.ts';
import { Random } from '../../src/random.ts';
import type { NetworkSetup } from '../../src/trainable/network/setup.ts';
import type { TrialJob } from '../../src/trial/trial.ts';

const SIDE = 12;
const CLASSES = 3;

/**
 * A dataset that trains in milliseconds: each class brightens another third of a noisy 12×12 image. All
 * arrays are shared memory, as in real datasets.
 */
export function tinyDataset(trainCount = 300, testCount = 60): Dataset {
  return {
    name: 'tiny',
    synthetic: true,
    fingerprint: `tiny-${trainCount}-${testCount}`,
    input: { shape: [SIDE, SIDE, 1], classes: CLASSES },
    classNames: ['top', 'middle', 'bottom'],
    trainCount,
    testCount,
    train: draw(trainCount, 'train'),
    test: draw(testCount, 'test'),
  };
}

/** A trial on such images, validated on 60 of them. */
export function tinyJob(
  trial: number,
  configuration: Configuration,
  { seed = 7, engine = 'onnx' }: { seed?: number; engine?: string } = {},
): TrialJob<NetworkSetup> {
  return {
    trial,
    attempt: 1,
    sweep: { id: 1, name: 'tiny' },
    configuration,
    seed,
    setup: {
      kind: 'network',
      dataset: { name: 'synthetic' },
      engine: engine as NetworkSetup['engine'],
      validation: { kind: 'holdout', size: 60, seed: 0 },
    },
  };
}

function draw(count: number, label: string) {
  const random = Random.of(1, 'tiny', label);
  const pixels = SIDE * SIDE;
  const images = new Uint8Array(new SharedArrayBuffer(count * pixels));
  const labels = new Uint16Array(new SharedArrayBuffer(2 * count));
  for (let index = 0; index < count; index++) {
    const label = index % CLASSES;
    labels[index] = label;
    for (let pixel = 0; pixel < pixels; pixel++) {
      const bright = Math.floor((pixel * CLASSES) / pixels) === label;
      images[index * pixels + pixel] = random.below(150) + (bright ? 70 : 0);
    }
  }
  return { images, labels };
}
