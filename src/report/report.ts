import { count, plural } from '../format.ts';
import { packageVersion } from '../package.ts';
import { selectionWarnings } from '../trainable/network/selection.ts';
import type { ReportDocument, Section, Text } from './document.ts';
import type { ReportData } from './readReport.ts';
import { moment } from './say.ts';
import { againSection } from './sections/again.ts';
import { askedSection } from './sections/asked.ts';
import { calibrationSection } from './sections/calibration.ts';
import { courseSection, curvesSection, parametersSection } from './sections/charts.ts';
import { classesSection } from './sections/classes.ts';
import { comparisonSection } from './sections/comparison.ts';
import { costSection } from './sections/cost.ts';
import { failuresSection } from './sections/failures.ts';
import { leaderboardSection } from './sections/leaderboard.ts';
import { mistakesSection } from './sections/mistakes.ts';
import { triedSection } from './sections/tried.ts';
import { verdictSection } from './sections/verdict.ts';
import { winnerSection } from './sections/winner.ts';

/** In the order of a reader's questions. */
const SECTIONS: readonly ((data: ReportData) => Section | undefined)[] = [
  verdictSection,
  askedSection,
  triedSection,
  winnerSection,
  leaderboardSection,
  curvesSection,
  parametersSection,
  comparisonSection,
  courseSection,
  classesSection,
  mistakesSection,
  calibrationSection,
  costSection,
  failuresSection,
  againSection,
];

/** Composes a report of its sections. */
export function composeReport(data: ReportData): ReportDocument {
  const { sweep } = data;
  return {
    title: sweep.name,
    subtitle: subtitleOf(data),
    banners: bannersOf(data),
    sections: SECTIONS.flatMap((section) => section(data) ?? []),
    colophon: `Written by sweep ${packageVersion()} from sweep ${sweep.id} of its database, as it stood ${standing(data)}.`,
  };
}

function subtitleOf(data: ReportData): Text {
  const { dataset } = data.sweep;
  return [
    `A report of ${endedWords(data)}`,
    ...(dataset ? [' on ', ...(dataset.synthetic ? [{ strong: 'SYNTHETIC' }, ' '] : []), dataset.name] : []),
    `, ${standing(data)}.`,
  ];
}

function endedWords({ trials, sweep }: ReportData): string {
  const ended = trials.filter(({ state }) => state !== 'queued' && state !== 'running').length;
  if (ended === trials.length) return plural(trials.length, 'trial');
  return `${count(ended)} of ${plural(trials.length, 'trial')}${sweep.state === 'running' ? ' so far' : ''}`;
}

/** The state at the latest time that the database knows, by its own times alone. */
function standing({ sweep, trials }: ReportData): string {
  if (sweep.state !== 'running' && sweep.endedAtMs !== null) {
    const word = sweep.state === 'completed' ? 'completed' : sweep.state;
    return `${word} on ${moment(sweep.endedAtMs)}`;
  }
  const times = trials.flatMap(({ startedAtMs, endedAtMs }) => endedAtMs ?? startedAtMs ?? []);
  return `${sweep.state === 'running' ? 'still running' : sweep.state} after ${moment(Math.max(sweep.startedAtMs, ...times))}`;
}

function bannersOf(data: ReportData): Text[] {
  const { sweep, trials, where } = data;
  const ended = trials.filter(({ state }) => state !== 'queued' && state !== 'running').length;
  return [
    ...(sweep.dataset?.synthetic
      ? [
          [
            { strong: 'SYNTHETIC dataset.' },
            ' The images were drawn by a program in place of real ones: no number here says anything about another dataset.',
          ],
        ]
      : []),
    ...(trials.length > 0 && ended < trials.length
      ? [
          [
            {
              strong: `${count(ended)} of ${plural(trials.length, 'trial')}${sweep.state === 'running' ? ' so far' : ''}.`,
            },
            ` ${sweep.state === 'running' ? 'The sweep is still running' : `The sweep was ${sweep.state === 'completed' ? 'ended' : sweep.state}`}: what comes first may change.`,
          ],
        ]
      : []),
    ...(where === undefined ? [] : [['Only configurations with ', { code: where }, ' are looked at.']]),
    ...selectionWarnings(sweep).map((warning): Text => warning),
  ];
}
