import type { Configuration } from '../configuration.ts';
import { Random } from '../random.ts';
import { existing } from '../space/conditions.ts';
import { countAssignments } from '../space/countAssignments.ts';
import type { Spec } from '../sweepfile/spec.ts';
import { configureIn } from './configureIn.ts';
import { drawingOrder } from './drawingOrder.ts';
import type { FixedSampler } from './sampler.ts';
import { Seen } from './seen.ts';

/** After this many draws in a row without anything new, (nearly) nothing new is left. */
const MAX_REDRAWS = 10_000;

/** Most draws without anything new in a whole search: a limit for time. */
const MAX_ALL_REDRAWS = 300_000;

/**
 * Independent draws: every parameter from its distribution. Draw i comes from the stream (seed, 'sampler',
 * i); a draw that repeats an earlier configuration is replaced by another from the same stream. Ends early if
 * a finite space is exhausted.
 */
export const random: FixedSampler = {
  adaptive: false,
  isEndless: true,
  cells: () => undefined,
  *search(spec) {
    const draws = new Draws(spec);
    for (let index = 0; index < (spec.runCap ?? Infinity); index++) {
      const configuration = draws.next(Random.of(spec.seed, 'sampler', index));
      if (!configuration) return;
      yield { configuration, cell: index };
    }
  },
  order({ seed }, among) {
    const places = Uint32Array.from(among.keys());
    Random.of(seed, 'sampler', 'among').shuffle(places);
    return Array.from(places, (place) => among[place]!);
  },
};

class Draws {
  private readonly spec: Spec;
  private readonly names: readonly string[];
  private readonly configure: ReturnType<typeof configureIn>;
  private readonly seen = new Seen();
  /**
   * Earlier draws as they were drawn, without parameters that do not exist: cheaper to recognize than
   * configurations.
   */
  private readonly drawn = new Set<string>();
  /** Number of different draws. */
  private readonly size: number;
  private redraws = 0;

  constructor(spec: Spec) {
    this.spec = spec;
    this.names = drawingOrder(spec);
    this.configure = configureIn(spec);
    this.size = countAssignments(spec.space, ({ drawable }) => drawable);
  }

  /** A configuration that was not proposed before; undefined if (nearly) none is left. */
  next(stream: Random): Configuration | undefined {
    for (let attempt = 0; attempt <= MAX_REDRAWS; attempt++) {
      if (this.drawn.size >= this.size || this.redraws >= MAX_ALL_REDRAWS) return undefined;
      const configuration = this.draw(stream);
      if (configuration) return configuration;
      this.redraws++;
    }
    return undefined;
  }

  private draw(stream: Random): Configuration | undefined {
    const { space } = this.spec;
    const drawn = Object.fromEntries(this.names.map((name) => [name, space.get(name)!.sample(stream)]));
    const assigned = existing(space, drawn);
    const before = this.drawn.size;
    const values = this.names.map((name) => assigned[name]);
    if (this.drawn.add(JSON.stringify(values)).size === before) return undefined;
    const configuration = this.configure(assigned);
    return this.seen.add(configuration) ? configuration : undefined;
  }
}
