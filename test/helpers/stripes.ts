import { Random } from '../../src/random.ts';
import { npyFile, npzFile } from './numpyFiles.ts';

export interface Stripes {
  readonly shape: readonly number[];
  readonly images: Uint8Array;
  readonly labels: Uint16Array;
}

/** Noisy square images that are easy to tell apart: each class brightens another share of the pixels. */
export function stripes(count: number, side: number, channels: number, classes: number): Stripes {
  const random = Random.of(count, 'stripes', side);
  const pixels = side * side * channels;
  const labels = Uint16Array.from({ length: count }, (_, index) => index % classes);
  const images = Uint8Array.from({ length: count * pixels }, (_, at) => {
    const bright = Math.floor(((at % pixels) * classes) / pixels) === labels[Math.floor(at / pixels)];
    return random.below(100) + (bright ? 150 : 0);
  });
  return { shape: [count, side, side, channels], images, labels };
}

/** Both sets as a Keras-style `.npz` file. */
export function npzOf(train: Stripes, test: Stripes): Buffer {
  const x = ({ shape, images }: Stripes) => npyFile({ descr: '|u1', shape, data: images });
  const y = ({ labels }: Stripes) =>
    npyFile({ descr: '<u2', shape: [labels.length], data: new Uint8Array(labels.buffer) });
  const members = { x_train: x(train), y_train: y(train), x_test: x(test), y_test: y(test) };
  return npzFile(members, { compressed: true });
}
