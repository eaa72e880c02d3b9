import type { InputShape } from '../model/layer.ts';

/** Bytes of height × width × channels: grey (1), red, green and blue (3), or these and how opaque they are (4). */
export interface Picture {
  readonly shape: InputShape['shape'];
  readonly pixels: Uint8Array;
}
