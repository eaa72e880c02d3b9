import { count, plural } from '../format.ts';
import { endedTrials, type Moment, type SweepInfo, type TrialCounts } from '../store/index.ts';

/** The line at the foot of every page: what it is, with the state and the name of the database. */
export function footOf(
  sweep: SweepInfo,
  trials: TrialCounts,
  { lastChangeMs }: Moment,
  { database, version }: { readonly database: string; readonly version: string },
): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const when = new Date(lastChangeMs).toLocaleString('sv-SE');
  const done = `${count(endedTrials(trials))} of ${plural(trials.total, 'trial')}`;
  const state = sweep.state === 'running' ? `while it ran: ${done} done` : `${sweep.state}, ${done} done`;
  const dataset = sweep.dataset?.synthetic ? ' Its numbers come from the SYNTHETIC dataset.' : '';
  return `The sweep ${sweep.name} as pages that do not change (${state}), made by sweep ${version} from ${database}, last changed on ${when} (${timeZone}).${dataset}`;
}
