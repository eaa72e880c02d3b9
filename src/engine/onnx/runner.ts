import type { InputShape } from '../../model/layer.ts';
import { sizeOf } from '../../model/layer.ts';
import type { Arena } from './arena.ts';
import { bytesAsFloats } from './operations/room.ts';
import { bind } from './program/bind.ts';
import { type MemoryPlan, planMemory, planWithin } from './program/memoryPlan.ts';
import type { Program } from './program/program.ts';
import type { Sessions } from './sessions.ts';
import { IMAGES, LOG_PROBABILITIES, SCALE, TARGETS } from './stepProgram.ts';

/** A program with the memory that it reads from and writes to. */
export interface Runner {
  /** `[batch, height, width, channels]` bytes, to be filled before each run. */
  readonly images: Uint8Array;
  /** `[batch, classes]` and one number, to be filled before each run that trains. */
  readonly targets: Float32Array;
  readonly scale: Float32Array;
  /** `[batch, classes]`, filled by each run. */
  readonly logProbabilities: Float32Array;
  /** Runs the program once. It blocks the thread, although it returns a promise. */
  run(): Promise<void>;
}

/**
 * The memory that the programs of one network share, one after the other: their inputs, outputs and working
 * memory.
 */
export class ProgramMemory {
  private readonly arena: Arena;
  private readonly input: InputShape;
  private readonly places: ReadonlyMap<string, number>;
  private readonly region: number;
  private readonly plans: readonly MemoryPlan[];

  /** Reserves memory for up to `batch` images, and for `programs`; programs for fewer images need no more. */
  constructor(arena: Arena, input: InputShape, batch: number, programs: readonly Program[]) {
    this.arena = arena;
    this.input = input;
    this.places = new Map([
      [IMAGES, arena.reserve(bytesAsFloats(batch * sizeOf(input.shape))[0]!)],
      [TARGETS, arena.reserve(batch * input.classes)],
      [LOG_PROBABILITIES, arena.reserve(batch * input.classes)],
      [SCALE, arena.reserve(1)],
    ]);
    this.plans = programs.map((program) => planMemory(program)).sort((a, b) => b.size - a.size);
    this.region = arena.reserve(this.plans[0]!.size);
  }

  /**
   * Binds a program for exactly `batch` images to this memory, and to weights, gradients and masks at
   * `places`.
   */
  async runner(
    program: Program,
    batch: number,
    sessions: Pick<Sessions, 'get'>,
    key: string,
    places: readonly (readonly [string, number])[],
  ): Promise<Runner> {
    const { arena, input, region } = this;
    const [plan] = this.plans.flatMap((larger) => planWithin(program, larger) ?? []);
    if (!plan) throw new Error(`${batch} images need more memory than the largest batch`);
    const placed = new Map([...this.places, ...places]);
    const run = await bind(program, plan, { arena, sessions, region, placed, key });
    const rows = batch * input.classes;
    return {
      images: new Uint8Array(arena.buffer, placed.get(IMAGES), batch * sizeOf(input.shape)),
      targets: arena.view(placed.get(TARGETS)!, rows),
      scale: arena.view(placed.get(SCALE)!, 1),
      logProbabilities: arena.view(placed.get(LOG_PROBABILITIES)!, rows),
      run,
    };
  }
}
