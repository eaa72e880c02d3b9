import { homedir } from 'node:os';
import type { Configuration } from '../configuration.ts';
import { SweepError } from '../errors.ts';
import { type Database, type MeasuredTrial, measuredTrials } from '../store/index.ts';
import type { Description, Workload } from '../trainable/trainable.ts';
import { userCache } from '../userCache.ts';
import { MOST_MEASURED, Timed, type Timing } from '../workload/timing/timing.ts';
import type { Announcement } from './workloads/announced.ts';

/** Asks a workload how long its trials take here; `onCalibrate` allows it to measure unknown times. */
export function timingOf(
  announced: Pick<Announcement, 'timing'>,
  asked: {
    readonly typical: readonly Configuration[];
    readonly workers: number;
    readonly measured: readonly MeasuredTrial[];
    readonly onCalibrate?: () => void;
  },
): Promise<Timing | undefined> {
  return announced.timing({ ...asked, cache: userCache(process.env, homedir()) });
}

/** The trials of a database that tell how long others take. */
export function measuredIn(db: Database, trainable: string): MeasuredTrial[] {
  return measuredTrials(db, trainable, MOST_MEASURED);
}

/** Adds the known times to descriptions. */
export function timedDescribe(
  describe: Workload['describe'],
  timing: Timing | undefined,
): Workload['describe'] {
  return (configuration) => {
    const description = describe(configuration);
    return description instanceof SweepError ? description : new Timed(configuration, description, timing);
  };
}

/** The same for configurations that are described already. */
export function timed<T extends Description & { readonly configuration: Configuration }>(
  configurations: readonly T[],
  timing: Timing | undefined,
): Timed[] {
  return configurations.map((each) => new Timed(each.configuration, each, timing));
}
