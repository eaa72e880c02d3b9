import type { Configuration } from '../configuration.ts';
import { canonicalJson } from '../configuration.ts';

/** The configurations that a search has proposed. */
export class Seen {
  private readonly keys = new Set<string>();

  /** False where an equal configuration was there already. */
  add(configuration: Configuration): boolean {
    const before = this.keys.size;
    return this.keys.add(canonicalJson(configuration)).size > before;
  }

  get size(): number {
    return this.keys.size;
  }
}
