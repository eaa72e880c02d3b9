import type { Conv2DLayer } from '../../../../model/layer.ts';
import { windowOn } from '../../../../model/window.ts';
import { microBatches } from '../../microBatch.ts';

/** Most bytes of one chunk's patches and products: more do not stay in a core's cache. */
const CHUNK_BYTES = 2 * 2 ** 20;

/** The sizes of a convolution; `row` and `segment` are in floats. */
export interface Geometry {
  readonly batch: number;
  readonly height: number;
  readonly channels: number;
  readonly filters: number;
  readonly kernelSize: number;
  readonly strides: number;
  /** Floats of one row of an image. */
  readonly row: number;
  /** The image with its padding; the image's own first pixel lies `top` rows and `left` floats inside. */
  readonly padded: {
    readonly height: number;
    readonly row: number;
    readonly top: number;
    readonly left: number;
  };
  readonly isPadded: boolean;
  /** The places of the kernel: `rows`·`columns`, in the order of pooling windows of `window`². */
  readonly rows: number;
  readonly columns: number;
  readonly window: number;
  /** Floats of one row of a patch. */
  readonly segment: number;
  /** Floats of a whole patch. */
  readonly patch: number;
  /** Numbers of images that are processed at once, in consecutive parts. */
  readonly chunks: readonly number[];
  /** The room of a chunk, in images: equal parts of fewer images may be larger than those of more. */
  readonly mostInChunk: number;
}

/**
 * The geometry of a convolution on `[batch, height, width, channels]`; places that belong to no whole window
 * are left out.
 */
export function geometryOf(layer: Conv2DLayer, shape: readonly number[], window: number): Geometry {
  const [batch, height, width, channels] = shape as [number, number, number, number];
  const { kernelSize, strides, padding, filters } = layer;
  const down = windowOn(height, kernelSize, strides, padding);
  const across = windowOn(width, kernelSize, strides, padding);
  const rows = Math.floor(down.places / window) * window;
  const columns = Math.floor(across.places / window) * window;
  const segment = kernelSize * channels;
  const patch = kernelSize * segment;
  const imageBytes = 4 * rows * columns * (patch + filters);
  const mostInChunk = Math.min(batch, Math.max(1, Math.floor(CHUNK_BYTES / imageBytes)));
  const padded = {
    height: down.before + height + down.after,
    row: (across.before + width + across.after) * channels,
    top: down.before,
    left: across.before * channels,
  };
  return {
    batch,
    height,
    channels,
    filters,
    kernelSize,
    strides,
    row: width * channels,
    padded,
    isPadded: padded.height > height || padded.row > width * channels,
    rows,
    columns,
    window,
    segment,
    patch,
    chunks: microBatches(batch, mostInChunk),
    mostInChunk,
  };
}

/** Every chunk's number of images, with the number of those before it. */
export function eachChunk({ chunks }: Geometry): { readonly first: number; readonly count: number }[] {
  let first = 0;
  return chunks.map((count) => {
    first += count;
    return { first: first - count, count };
  });
}

/** The arguments that describe images and places to `gatherPatches` and `addPatches`. */
export function patchArguments(
  { padded, kernelSize, segment, strides, channels, rows, columns, window }: Geometry,
  count: number,
) {
  const { height, row } = padded;
  return [
    count,
    height,
    row,
    kernelSize,
    segment,
    strides,
    strides * channels,
    rows,
    columns,
    window,
  ] as const;
}

/** The arguments that describe images to `padImages` and `cropImages`. */
export function paddingArguments({ height, row, padded }: Geometry, count: number) {
  return [count, height, row, padded.height, padded.row, padded.top, padded.left] as const;
}
