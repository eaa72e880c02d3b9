import { createHash } from 'node:crypto';
import { type Assignment, type Configuration, canonicalJson } from '../../configuration.ts';
import { learningRateOf } from '../../model/schedule.ts';
import type { Reckoning } from '../trainable.ts';
import type { NetworkSetup } from './setup.ts';
import type { DatasetSummary } from './shared.ts';
import { splitSizes } from './splitSizes.ts';

/** Parameters that decide only the learning rates and the number of epochs. */
const OF_RATES: ReadonlySet<string> = new Set([
  'epochs',
  'learning_rate',
  'learning_rate_schedule',
  'warmup_epochs',
  'decay_rate',
  'decay_epochs',
  'final_learning_rate_fraction',
]);

/**
 * The course of a training: if all else is equal, two trainings agree for as long as their learning rates do,
 * step by step. `machine` is the fingerprint of the trainings.
 */
export function networkReckoning(
  { engine, validation, fork }: NetworkSetup,
  { fingerprint, trainCount, testCount }: Pick<DatasetSummary, 'fingerprint' | 'trainCount' | 'testCount'>,
  machine: string,
): (configuration: Configuration, seed: number) => Reckoning {
  const { training } = splitSizes(validation, trainCount, testCount);
  const shared = [engine, validation, fingerprint, machine];
  const ofLeg = (configuration: Configuration, seed: number, from?: Forked): RatesByEpoch => {
    const others = Object.entries(configuration).filter(([name]) => !OF_RATES.has(name));
    const steps = Math.ceil(training / Number(configuration.batch_size));
    const begun = learningRateOf(configuration, (from?.epoch ?? 0) + 1, 0, steps);
    const root = digest(canonicalJson(Object.fromEntries(others)), JSON.stringify([seed, begun, ...shared]));
    const rates = { parameters: configuration, batches: steps };
    if (!from) return new RatesByEpoch(root.slice(0, 16), root, rates);
    const { before, epoch } = from;
    return new RatesByEpoch(before.root, digest(before.after(epoch), root), rates, from);
  };
  return (configuration, seed) => {
    let from: Forked | undefined;
    for (const { parameters, seed, epochs } of fork ?? [])
      from = { before: ofLeg(parameters, seed, from), epoch: epochs };
    return ofLeg(configuration, seed, from);
  };
}

/** The state that a training goes on from with other values, and its epoch. */
interface Forked {
  readonly before: Reckoning;
  readonly epoch: number;
}

class RatesByEpoch implements Reckoning {
  readonly root: string;
  readonly steps: number;
  private readonly parameters: Assignment;
  private readonly batches: number;
  /** By epoch, made once: a new text would be hashed anew by every map that it is looked up in. */
  private readonly known: string[];
  private readonly from: Forked | undefined;

  /** `beginning` is the digest before its own first epoch, which follows that of `from`. */
  constructor(
    root: string,
    beginning: string,
    { parameters, batches }: { readonly parameters: Assignment; readonly batches: number },
    from?: Forked,
  ) {
    this.from = from;
    this.root = root;
    this.steps = Number(parameters.epochs);
    this.parameters = parameters;
    this.batches = batches;
    this.known = [`${root}-${beginning}`];
  }

  after(epoch: number): string {
    const { from, known, root } = this;
    const first = from?.epoch ?? 0;
    if (from && epoch <= first) return from.before.after(epoch);
    for (let next = known.length; next <= epoch - first; next++) {
      const before = known[next - 1]!.slice(root.length + 1);
      known.push(`${root}-${digest(before, ratesOf(this.parameters, first + next, this.batches))}`);
    }
    return known[epoch - first]!;
  }
}

/** The learning rates of an epoch, each with the number of consecutive steps that have it. */
function ratesOf(parameters: Assignment, epoch: number, steps: number): Float64Array {
  const rate = (step: number) => learningRateOf(parameters, epoch, step, steps);
  if (isFlat(parameters, epoch) && rate(0) === rate(steps - 1)) return Float64Array.of(rate(0), steps);
  const runs: number[] = [];
  for (let step = 0; step < steps; step++) {
    const value = rate(step);
    if (runs.at(-2) === value) runs[runs.length - 1]!++;
    else runs.push(value, 1);
  }
  return Float64Array.from(runs);
}

/** Whether learning rates that are equal at both ends of an epoch are also equal in between. */
function isFlat({ learning_rate_schedule, warmup_epochs }: Assignment, epoch: number): boolean {
  const isStepped = learning_rate_schedule === 'constant' || learning_rate_schedule === 'step';
  return isStepped && epoch - 1 >= Number(warmup_epochs ?? 0);
}

function digest(...parts: readonly (string | Float64Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex').slice(0, 40);
}
