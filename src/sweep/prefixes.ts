import type { Reckoning } from '../trainable/trainable.ts';

/** Which trainings pass through which steps: two that share a step share all before it. */
export class Prefixes<Key> {
  /** Those that pass through a step, by its digest, in the order in which they were added. */
  private readonly passing = new Map<string, Key[]>();
  /** The only one of a root, which shares nothing yet; undefined once there are others. */
  private readonly alone = new Map<string, { key: Key; reckoning: Reckoning } | undefined>();

  /** Takes a training in and returns how many first steps it shares with those before it. */
  add(key: Key, reckoning: Reckoning): number {
    const { root } = reckoning;
    if (!this.alone.has(root)) {
      this.alone.set(root, { key, reckoning });
      return 0;
    }
    const first = this.alone.get(root);
    this.alone.set(root, undefined);
    if (first) this.pass(first.key, first.reckoning);
    const shared = this.shared(reckoning);
    this.pass(key, reckoning);
    return shared;
  }

  /** How many first steps it shares with those that were added. */
  shared(reckoning: Reckoning): number {
    return furthest(reckoning, (digest) => this.passing.has(digest));
  }

  /** Those that pass through a step. */
  through(digest: string): readonly Key[] {
    return this.passing.get(digest) ?? [];
  }

  private pass(key: Key, reckoning: Reckoning): void {
    for (let step = 1; step <= reckoning.steps; step++) {
      const digest = reckoning.after(step);
      const others = this.passing.get(digest);
      if (others) others.push(key);
      else this.passing.set(digest, [key]);
    }
  }
}

/** The last step whose digest is known, where all before a known one are; 0 where none is. */
function furthest(reckoning: Reckoning, isKnown: (digest: string) => boolean): number {
  let [known, unknown] = [0, reckoning.steps + 1];
  while (unknown - known > 1) {
    const step = Math.floor((known + unknown) / 2);
    if (isKnown(reckoning.after(step))) known = step;
    else unknown = step;
  }
  return known;
}
