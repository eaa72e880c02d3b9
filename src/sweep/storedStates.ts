import type { RunningSweep } from '../store/store.ts';
import type { Reckoning } from '../trainable/trainable.ts';
import type { Holder, Sharer } from './sharing.ts';

/** The states that there are, by their digests: what the database had when it was first asked for, and what came since. */
export class StoredStates {
  private readonly sweep: Pick<RunningSweep, 'courses'>;
  private known: Map<string, Holder> | undefined;
  private readonly roots = new Set<string>();
  /** Digests of the newest states that nobody awaits, which the next ones take the place of. */
  private readonly newest = new Map<Holder, string>();

  constructor(sweep: Pick<RunningSweep, 'courses'>) {
    this.sweep = sweep;
  }

  /** Who has left the state of such a training after that step. */
  holder(reckoning: Reckoning, step: number): Holder | undefined {
    return this.states(reckoning.root.length).get(reckoning.after(step));
  }

  /** How far the state has got that has got furthest of those that such a training can begin with; 0 where there is none. */
  steps(reckoning: Reckoning): number {
    const states = this.states(reckoning.root.length);
    if (!this.roots.has(reckoning.root)) return 0;
    for (let step = reckoning.steps; step > 0; step--) if (states.has(reckoning.after(step))) return step;
    return 0;
  }

  add(trial: Sharer, digest: string, isAwaited: boolean): void {
    const states = this.states(trial.reckoning.root.length);
    const replaced = this.newest.get(trial);
    if (replaced !== undefined) states.delete(replaced);
    states.set(digest, trial);
    this.roots.add(trial.reckoning.root);
    if (isAwaited) this.newest.delete(trial);
    else this.newest.set(trial, digest);
  }

  private states(rootLength: number): Map<string, Holder> {
    if (this.known) return this.known;
    this.known = new Map();
    const holders = new Map<number | undefined, Holder>();
    for (const { course, trial } of this.sweep.courses()) {
      const holder = holders.get(trial) ?? { number: trial, followers: new Map() };
      holders.set(trial, holder);
      this.known.set(course, holder);
      this.roots.add(course.slice(0, rootLength));
    }
    return this.known;
  }
}
