import { type Configuration, configurationHash } from '../configuration.ts';
import type { Reckoning } from '../trainable/trainable.ts';
import type { StoredCourse } from '../trial/trial.ts';
import type { Holder } from './sharing.ts';

/** A trial that may begin with a state. */
export interface Beginner {
  readonly reckoning: Reckoning;
  /** See {@link twinKey}. */
  readonly key: string;
}

/** Equal for trials that train exactly the same. */
export function twinKey(configuration: Configuration, seed: number): string {
  return twinKeyOf(configurationHash(configuration), seed);
}

/** The same from a configuration's hash. */
export function twinKeyOf(hash: string, seed: number): string {
  return `${hash} ${seed}`;
}

/** The existing states, by their digests: those of the database at the first question, and later ones. */
export class StoredStates {
  private readonly read: () => readonly StoredCourse[];
  private readonly followersOf: (trial: number) => Holder['followers'];
  private known: Map<string, Holder[]> | undefined;
  private readonly roots = new Set<string>();
  /** Digests of the newest states that nobody awaits; the next ones replace them. */
  private readonly newest = new Map<Holder, string>();

  /** `followersOf` are those of a trial of the sweep, whoever holds them. */
  constructor(
    read: () => readonly StoredCourse[],
    followersOf: (trial: number) => Holder['followers'] = () => new Map(),
  ) {
    this.read = read;
    this.followersOf = followersOf;
  }

  /** The trial that left a state after that step with which this trial can begin. */
  holder({ reckoning, key }: Beginner, step: number): Holder | undefined {
    const holders = this.states(reckoning).get(reckoning.after(step));
    return holders?.find(({ twin }) => twin !== key);
  }

  /** The last step of the states with which a trial can begin; 0 if there is none. */
  steps(beginner: Beginner): number {
    this.states(beginner.reckoning);
    if (!this.roots.has(beginner.reckoning.root)) return 0;
    for (let step = beginner.reckoning.steps; step > 0; step--) if (this.holder(beginner, step)) return step;
    return 0;
  }

  /** Adds a state of a trial of this run. */
  add(holder: Holder, reckoning: Reckoning, digest: string, isAwaited: boolean): void {
    const states = this.states(reckoning);
    const replaced = this.newest.get(holder);
    if (replaced !== undefined) {
      const others = states.get(replaced)?.filter((each) => each !== holder) ?? [];
      states.set(replaced, others);
    }
    states.set(digest, [holder, ...(states.get(digest) ?? [])]);
    this.roots.add(reckoning.root);
    if (isAwaited) this.newest.delete(holder);
    else this.newest.set(holder, digest);
  }

  private states({ root }: Reckoning): Map<string, Holder[]> {
    if (this.known) return this.known;
    this.known = new Map();
    const own = new Map<number, Holder>();
    for (const { course, trial, hash, seed } of this.read()) {
      const holder =
        trial === undefined
          ? { number: undefined, twin: twinKeyOf(hash, seed), followers: new Map() }
          : (own.get(trial) ?? { number: trial, twin: undefined, followers: this.followersOf(trial) });
      if (trial !== undefined) own.set(trial, holder);
      const others = this.known.get(course) ?? [];
      this.known.set(course, trial === undefined ? [...others, holder] : [holder, ...others]);
      this.roots.add(course.slice(0, root.length));
    }
    return this.known;
  }
}
