import { Random } from '../random.ts';
import type { Dataset, ImageSet } from './dataset.ts';
import { CLASS_NAMES } from './fashionMnist.ts';
import { fingerprintOf } from './fingerprint.ts';
import { sharedBytes, sharedLabels } from './shared.ts';
import { Canvas, SIDE } from './synthetic/canvas.ts';
import { between, chance } from './synthetic/draw.ts';
import { develop, dyeCloth, hidePart, noiseTable, placeGarment } from './synthetic/finish.ts';
import { GARMENTS } from './synthetic/garments.ts';

/** If the drawings change, this must change, so that the fingerprint distinguishes the sets. */
const SEED = 20_170_825;

export interface SyntheticSizes {
  readonly trainCount: number;
  readonly testCount: number;
}

/**
 * The stand-in for Fashion-MNIST: grey 28×28 drawings of ten classes of garments, balanced and in random
 * order. The same sizes give the same bits on every machine. Tops overlap on purpose, so that no network is
 * always right.
 */
export function syntheticDataset(sizes: SyntheticSizes = { trainCount: 60_000, testCount: 10_000 }): Dataset {
  const input = { shape: [SIDE, SIDE, 1], classes: GARMENTS.length } as const;
  const train = drawSet('train', sizes.trainCount);
  const test = drawSet('test', sizes.testCount);
  return {
    name: 'synthetic',
    synthetic: true,
    fingerprint: fingerprintOf(input, train, test),
    input,
    classNames: CLASS_NAMES,
    trainCount: sizes.trainCount,
    testCount: sizes.testCount,
    train,
    test,
  };
}

function drawSet(name: string, count: number): ImageSet {
  const random = Random.of(SEED, 'synthetic', name);
  const noise = noiseTable(random);
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  random.shuffle(order);
  const images = sharedBytes(count * SIDE * SIDE);
  const labels = sharedLabels(count);
  const canvas = new Canvas();
  for (let i = 0; i < count; i++) {
    const label = order[i]! % GARMENTS.length;
    labels[i] = label;
    drawGarment(canvas, random, label);
    develop(canvas, random, noise, images, i * SIDE * SIDE);
  }
  return { images, labels };
}

function drawGarment(canvas: Canvas, random: Random, label: number): void {
  const garment = GARMENTS[label]!;
  canvas.clear();
  placeGarment(canvas, random, garment.turns && chance(random, 0.16));
  garment.draw(canvas, random, between(random, 0.3, 1));
  dyeCloth(canvas, random);
  hidePart(canvas, random);
}
