import { count, plural } from '../../format.ts';
import { groupBy } from '../../groupBy.ts';
import type { TrialScore } from '../../store/index.ts';
import { trialNumbers } from '../../trial/trialNumbers.ts';
import { describeConfiguration } from '../../trial/varying.ts';
import { quiet, type Section } from '../document.ts';
import type { ReportData } from '../readReport.ts';

const MOST_REASONS = 20;
const NUMBERS_NAMED = 12;

/** The trials that failed or were cancelled, by their reasons. */
export function failuresSection({ trials, chart }: ReportData): Section | undefined {
  const ended = trials.filter(({ state }) => state === 'failed' || state === 'cancelled');
  if (ended.length === 0) return undefined;
  const groups = groupBy(ended, ({ state, reason }) => `${state} ${reason}`).sort(
    (a, b) => b.length - a.length,
  );
  const shown = groups.slice(0, MOST_REASONS);
  const left = groups.slice(MOST_REASONS).flat();
  return {
    id: 'failures',
    title: 'What went wrong',
    blocks: [
      {
        kind: 'table',
        caption: `${plural(ended.length, 'trial')} that failed or ${ended.length === 1 ? 'was' : 'were'} cancelled, by reason.`,
        columns: [
          { title: 'trials', numeric: true },
          { title: 'state', numeric: false },
          { title: 'reason', numeric: false },
          { title: 'which', numeric: false },
          { title: 'what varies in the first', numeric: false },
        ],
        rows: shown.map((group) => [
          count(group.length),
          group[0]!.state,
          group[0]!.reason ?? 'none is known',
          which(group),
          { text: [{ code: describeConfiguration(group[0]!.configuration.parameters, chart.varying) }] },
        ]),
      },
      ...(left.length > 0
        ? [
            quiet(
              `${plural(left.length, 'trial')} more, of ${plural(groups.length - shown.length, 'other reason')}.`,
            ),
          ]
        : []),
    ],
  };
}

function which(group: readonly TrialScore[]): string {
  const numbers = trialNumbers(group.slice(0, NUMBERS_NAMED).map(({ number }) => number));
  return group.length > NUMBERS_NAMED ? `${numbers}, …` : numbers;
}
