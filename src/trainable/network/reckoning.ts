import { createHash } from 'node:crypto';
import { type Assignment, type Configuration, canonicalJson } from '../../configuration.ts';
import { learningRateOf } from '../../model/schedule.ts';
import type { Reckoning } from '../trainable.ts';
import type { NetworkSetup } from './setup.ts';
import type { DatasetSummary } from './shared.ts';
import { splitSizes } from './splitSizes.ts';

/** What decides nothing but the learning rates and how many epochs there are. */
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
 * Trainings agree for as long as their learning rates do, step by step, where all else is equal. `machine` is the
 * fingerprint of what trains.
 */
export function networkReckoning(
  { engine, validation }: NetworkSetup,
  { fingerprint, trainCount, testCount }: Pick<DatasetSummary, 'fingerprint' | 'trainCount' | 'testCount'>,
  machine: string,
): (configuration: Configuration, seed: number) => Reckoning {
  const { training } = splitSizes(validation, trainCount, testCount);
  const shared = [engine, validation, fingerprint, machine];
  return (configuration, seed) => {
    const others = Object.entries(configuration).filter(([name]) => !OF_RATES.has(name));
    const steps = Math.ceil(training / Number(configuration.batch_size));
    const begun = learningRateOf(configuration, 1, 0, steps);
    const root = digest(canonicalJson(Object.fromEntries(others)), JSON.stringify([seed, begun, ...shared]));
    return new RatesByEpoch(root.slice(0, 16), root, configuration, steps);
  };
}

class RatesByEpoch implements Reckoning {
  readonly root: string;
  readonly steps: number;
  private readonly parameters: Assignment;
  private readonly batches: number;
  private readonly digests: string[];

  constructor(root: string, beginning: string, parameters: Assignment, batches: number) {
    this.root = root;
    this.steps = Number(parameters.epochs);
    this.parameters = parameters;
    this.batches = batches;
    this.digests = [beginning];
  }

  after(epoch: number): string {
    for (let next = this.digests.length; next <= epoch; next++) {
      this.digests.push(digest(this.digests[next - 1]!, ratesOf(this.parameters, next, this.batches)));
    }
    return `${this.root}-${this.digests[epoch]}`;
  }
}

/** The learning rates of an epoch, each with the number of steps in a row that have it. */
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

/** Whether rates that are equal at both ends of an epoch are so in between. */
function isFlat({ learning_rate_schedule, warmup_epochs }: Assignment, epoch: number): boolean {
  const isStepped = learning_rate_schedule === 'constant' || learning_rate_schedule === 'step';
  return isStepped && epoch - 1 >= Number(warmup_epochs ?? 0);
}

function digest(...parts: readonly (string | Float64Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex').slice(0, 40);
}
