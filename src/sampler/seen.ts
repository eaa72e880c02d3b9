import type { Configuration } from '../configuration.ts';

/**
 * The configurations that a search has proposed. They come from one spec, so they are told apart by the model and
 * the parameters that the spec names: all others follow from these.
 */
export class Seen {
  private readonly keys = new Set<string>();
  private readonly names: readonly string[];

  /** Canonical names of the parameters that the spec names. */
  constructor(names: readonly string[]) {
    this.names = names;
  }

  /** False where an equal configuration was there already. */
  add({ model, parameters }: Configuration): boolean {
    const before = this.keys.size;
    // Zero and minus zero are one in JSON, as they are in the identity of a configuration.
    const key = JSON.stringify([model, ...this.names.map((name) => parameters[name] ?? null)]);
    return this.keys.add(key).size > before;
  }

  get size(): number {
    return this.keys.size;
  }
}
