import { count, duration, plural } from '../../format.ts';
import { workOf } from '../../trial/origin.ts';
import { TRIAL_STATES } from '../../trial/trial.ts';
import type { Block, Section } from '../document.ts';
import type { ReportData } from '../readReport.ts';
import { moment, trialsWords } from '../say.ts';

/** The number of trials, how they ended and when. */
export function triedSection(data: ReportData): Section {
  const { trials, all, chart, sweep } = data;
  const states = TRIAL_STATES.map((state) => ({
    state,
    found: trials.filter((trial) => trial.state === state),
  })).filter(({ found }) => found.length > 0);
  const { steps, durationMs: trainingMs } = workOf(trials);
  const facts: [string, string][] = [
    ['configurations', count(all.length)],
    ['trials', count(trials.length)],
    ...states.map(({ state, found }): [string, string] => [state, shareOf(found, trials.length)]),
    [`${chart.stepName}s done`, count(steps)],
    ['training time', `${duration(trainingMs)}, all trials together`],
    ['begun', moment(sweep.createdAtMs)],
    ...(sweep.endedAtMs === null ? [] : [['ended', endWords(sweep)] as [string, string]]),
  ];
  const hidden = all.length - chart.rows.length;
  const blocks: Block[] = [{ kind: 'facts', facts: facts.map(([name, value]) => ({ name, value })) }];
  if (hidden > 0) {
    const why =
      data.where === undefined ? 'was hidden in the dashboard' : 'the filter does not keep, or was hidden';
    blocks.push({
      kind: 'paragraph',
      text: `What follows is about ${count(chart.rows.length)} of the ${plural(all.length, 'configuration')}: it leaves out what ${why}.`,
    });
  }
  return { id: 'tried', title: 'What was tried', blocks };
}

const NUMBERS_NAMED = 12;

function shareOf(found: readonly { readonly number: number }[], all: number): string {
  if (found.length === all) return `all ${count(all)}`;
  const numbers = found.length > NUMBERS_NAMED ? '' : `: ${trialsWords(found.map(({ number }) => number))}`;
  return `${count(found.length)} of ${count(all)}${numbers}`;
}

function endWords({ createdAtMs, endedAtMs, state }: ReportData['sweep']): string {
  // A clock that was set back in between says nothing of the time that it took.
  const later = endedAtMs! < createdAtMs ? '' : `, ${duration(endedAtMs! - createdAtMs)} later`;
  return `${moment(endedAtMs!)}${later}${state === 'completed' ? '' : `: ${state}`}`;
}
