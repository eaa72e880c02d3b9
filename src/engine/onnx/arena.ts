import { SweepError } from '../../errors.ts';
import { MOST_ARENA_BYTES } from './addresses.ts';
import type { Kernels } from './kernels/kernels.ts';
import { instantiateKernels } from './kernels/kernels.ts';

const PAGE_BYTES = 65_536;
const ALIGNMENT_BYTES = 64;

/**
 * The WebAssembly memory that holds a network's weights, gradients and optimizer state side by side, so that
 * ONNX Runtime writes gradients to where the kernels read them. All reservations must come before the first
 * view.
 */
export class Arena {
  private readonly memory = newMemory();
  readonly kernels: Kernels = instantiateKernels(this.memory);
  private used = 0;

  /** Forgets all reservations; the memory itself is kept for the next network. */
  reset(): void {
    this.used = 0;
  }

  /**
   * Reserves a zeroed block of `size` floats and returns its byte offset. All reservations come before the
   * first view.
   * @throws SweepError `out_of_memory` if there is too little memory.
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

  /** The reserved size in bytes. */
  get usedBytes(): number {
    return this.used;
  }

  private grow(pages: number): void {
    try {
      this.memory.grow(pages);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const gigabytes = (this.used / 2 ** 30).toFixed(1);
      throw new SweepError(
        'out_of_memory',
        this.used > MOST_ARENA_BYTES
          ? `A step of this network needs at least ${gigabytes} GiB; the engine onnx can use 4 GiB at most.`
          : `A step of this network needs at least ${gigabytes} GiB, which cannot be had.`,
        'Use a smaller batch_size, fewer units or filters, or more pooling.',
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

/** Reserves addresses for the largest size of the memory; only the memory in use counts, as it grows. */
function newMemory(): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: 1, maximum: MOST_ARENA_BYTES / PAGE_BYTES });
  } catch (error) {
    throw new SweepError(
      'engine_unavailable',
      'A worker thread cannot reserve addresses for its memory (10 GiB, of which it fills what a network needs): ' +
        `${error instanceof Error ? error.message : String(error)}.`,
      'Raise the limit of virtual memory (`ulimit -v`), use fewer --workers, or let Node reserve less: NODE_OPTIONS=--disable-wasm-trap-handler.',
      error,
    );
  }
}
