import type { InputShape } from '../model/layer.ts';

/** Bytes of height × width × channels: grey (1), RGB (3), or RGB with alpha (4). */
export interface Picture {
  readonly shape: InputShape['shape'];
  readonly pixels: Uint8Array;
}
