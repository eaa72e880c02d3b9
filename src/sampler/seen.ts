import type { Configuration } from '../configuration.ts';

/**
 * The configurations that a search has proposed. They come from one spec and one trainable, which writes
 * equal configurations in the same order.
 */
export class Seen {
  private readonly keys = new Set<string>();

  /** False if an equal configuration was added before. */
  add(configuration: Configuration): boolean {
    const before = this.keys.size;
    // JSON has one zero, as the identity of a configuration does.
    return this.keys.add(JSON.stringify(configuration)).size > before;
  }

  get size(): number {
    return this.keys.size;
  }
}
