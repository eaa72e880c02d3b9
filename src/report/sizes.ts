import type { PictureSize } from '../charts/draw.ts';
import type { Figure } from './document.ts';

const WIDE = { width: 720, height: 350 } as const;
const NARROW = { width: 330, height: 300 } as const;

/** In CSS pixels. A drawing is made as wide as it is shown, so that its letters keep their size. */
export function sizesOf({ height }: Figure): { readonly wide: PictureSize; readonly narrow: PictureSize } {
  return {
    wide: { ...WIDE, height: height ?? WIDE.height },
    narrow: { ...NARROW, height: height ?? NARROW.height },
  };
}
