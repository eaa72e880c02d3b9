import { SweepError } from '../../errors.ts';
import type { Kernels } from './kernels/kernels.ts';
import { instantiateKernels } from './kernels/kernels.ts';

const PAGE_BYTES = 65_536;
const ALIGNMENT_BYTES = 64;

/**
 * The WebAssembly memory in which a network's weights, gradients and optimizer state lie side by side, so that
 * ONNX Runtime writes gradients where the kernels read them. Reserve everything, then take views.
 */
export class Arena {
  private readonly memory = new WebAssembly.Memory({ initial: 1, maximum: PAGE_BYTES });
  readonly kernels: Kernels = instantiateKernels(this.memory);
  private used = 0;

  /** Forgets all reservations; the memory itself is kept for the next network. */
  reset(): void {
    this.used = 0;
  }

  /**
   * Byte offset of a zeroed block of `size` floats. All reservations come before the first view.
   * @throws SweepError `configuration_invalid` where there is not as much memory.
   */
  reserve(size: number): number {
    const offset = this.used;
    const bytes = Math.ceil((size * 4) / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
    this.used += bytes;
    const missing = this.used - this.memory.buffer.byteLength;
    if (missing > 0) this.grow(Math.ceil(missing / PAGE_BYTES));
    new Uint8Array(this.memory.buffer, offset, bytes).fill(0);
    return offset;
  }

  private grow(pages: number): void {
    try {
      this.memory.grow(pages);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const gigabytes = (this.used / 2 ** 30).toFixed(1);
      throw new SweepError(
        'configuration_invalid',
        `A step of this network needs more than ${gigabytes} GiB, which cannot be had.`,
        'Use a smaller batch_size, fewer filters or more pooling.',
        error,
      );
    }
  }

  get buffer(): ArrayBuffer {
    return this.memory.buffer;
  }

  /** The floats at a byte offset. */
  view(offset: number, size: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.memory.buffer, offset, size);
  }
}
