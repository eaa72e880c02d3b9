import type { Reckoning } from '../trainable/trainable.ts';

/**
 * Beyond this many steps, further trainings are left out and share nothing: their digests would fill the
 * memory.
 */
const MOST_STEPS = 300_000;

/** The trainings that pass through each step: two that share a step share all steps before it. */
export class Prefixes<Key> {
  /** Keys of the trainings that pass through a step, by its digest, in the order in which they were added. */
  private readonly passing = new Map<string, Key[]>();
  /** The single training of a root, which shares nothing yet; undefined once there are others. */
  private readonly alone = new Map<string, { key: Key; reckoning: Reckoning } | undefined>();

  private room = MOST_STEPS;
  private readonly leftOut = new WeakSet<Reckoning>();

  /** Adds a training and returns how many first steps it shares with those before it. */
  add(key: Key, reckoning: Reckoning): number {
    const { root } = reckoning;
    if (!this.alone.has(root)) {
      this.alone.set(root, { key, reckoning });
      return 0;
    }
    const first = this.alone.get(root);
    this.alone.set(root, undefined);
    if (first) this.pass(first.key, first.reckoning);
    if (reckoning.steps > this.room) {
      this.leftOut.add(reckoning);
      return 0;
    }
    const shared = this.shared(reckoning);
    this.pass(key, reckoning);
    return shared;
  }

  /** Number of first steps that it shares with those that were added. */
  shared(reckoning: Reckoning): number {
    if (this.leftOut.has(reckoning)) return 0;
    return furthest(reckoning, (digest) => this.passing.has(digest));
  }

  /** The trainings that pass through a step. */
  through(digest: string): readonly Key[] {
    return this.passing.get(digest) ?? [];
  }

  private pass(key: Key, reckoning: Reckoning): void {
    if (reckoning.steps > this.room) return;
    this.room -= reckoning.steps;
    for (let step = 1; step <= reckoning.steps; step++) {
      const digest = reckoning.after(step);
      const others = this.passing.get(digest);
      if (others) others.push(key);
      else this.passing.set(digest, [key]);
    }
  }
}

/** The last step whose digest is known, given that all steps before a known one are; 0 if none is. */
function furthest(reckoning: Reckoning, isKnown: (digest: string) => boolean): number {
  let [known, unknown] = [0, reckoning.steps + 1];
  while (unknown - known > 1) {
    const step = Math.floor((known + unknown) / 2);
    if (isKnown(reckoning.after(step))) known = step;
    else unknown = step;
  }
  return known;
}
