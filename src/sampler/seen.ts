import type { Configuration } from '../configuration.ts';

/**
 * The configurations that a search has proposed. They come from one spec and one trainable, which writes what is equal in
 * the same order.
 */
export class Seen {
  private readonly keys = new Set<string>();

  /** False where an equal configuration was there already. */
  add(configuration: Configuration): boolean {
    const before = this.keys.size;
    // Zero and minus zero are one in JSON, as they are in the identity of a configuration.
    return this.keys.add(JSON.stringify(configuration)).size > before;
  }

  get size(): number {
    return this.keys.size;
  }
}
