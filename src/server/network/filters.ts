import { plural } from '../../format.ts';
import { filterLayout } from '../../pictures/filters.ts';
import type { NetworkTrial } from '../../store/index.ts';
import { filtersHref } from '../addresses/addresses.ts';

/** Pixels of the page for one pixel of a filter. */
const SCALE = 8;

/** The kernels of a first convolution as a picture. */
export interface FiltersView {
  readonly href: string;
  /** Pixels of the page. */
  readonly width: number;
  readonly height: number;
  /** Such as `32 kernels of 3 × 3`. */
  readonly description: string;
}

/** Undefined if the network does not begin with a convolution, or its weights are not kept. */
export function filtersView({ layers, hasWeights, sweep, number }: NetworkTrial): FiltersView | undefined {
  const shape = layers[0]?.weights[0]?.shape ?? [];
  const layout = hasWeights ? filterLayout(shape) : undefined;
  if (!layout) return undefined;
  const [height, width] = layout;
  const [side, , , filters] = shape;
  return {
    href: filtersHref(sweep.id, number),
    width: SCALE * width,
    height: SCALE * height,
    description: `${plural(filters!, 'kernel')} of ${side} × ${side}`,
  };
}
