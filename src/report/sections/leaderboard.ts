import { count, duration, metric, plural, spread } from '../../format.ts';
import type { LeaderboardRow } from '../../store/index.ts';
import { TITLES } from '../../titles.ts';
import { trialNumbers } from '../../trial/trialNumbers.ts';
import { columnValue, describeConfiguration, shortValue } from '../../trial/varying.ts';
import { type Block, type Column, quiet, type Section } from '../document.ts';
import type { ReportData } from '../readReport.ts';
import { MOST_ROWS, type Rival } from '../rivals.ts';

/** With more columns for what varies, no page is wide enough: then they share one. */
const MOST_COLUMNS = 5;

/** What the winner is beside another one on the test images. */
const AGAINST = { better: 'behind', undecided: 'tie', worse: 'ahead' } as const;

/** The top of the ranking. */
export function leaderboardSection({ chart, ranked, rivals, sweep }: ReportData): Section | undefined {
  const rows = ranked.length > 0 ? ranked : chart.rows;
  if (rows.length === 0) return undefined;
  const shown = rows.slice(0, MOST_ROWS);
  const { varying } = chart;
  const apart = varying.length <= MOST_COLUMNS;
  const numeric = (title: string): Column => ({ title, numeric: true });
  const plain = (title: string): Column => ({ title, numeric: false });
  const judged = rivals.some(({ verdict }) => verdict);
  const second = sweep.metric === 'val_accuracy' ? [] : (['val_accuracy'] as const);
  const tested = shown.some(({ test_accuracy }) => test_accuracy !== null);
  const [epochs, ...others] = new Set(shown.map((row) => row.epochs));
  const alike = others.length === 0 ? epochs : undefined;
  const columns = [
    ranked.length > 0 ? numeric('rank') : plain('state'),
    numeric('trial'),
    ...(apart ? varying.map(plain) : [plain('what varies')]),
    numeric(sweep.metric),
    ...second.map(numeric),
    ...(tested ? [numeric('test_accuracy')] : []),
    ...(judged ? [plain('beside the first')] : []),
    ...(alike === undefined ? [numeric('epochs')] : []),
    numeric('time'),
    numeric(TITLES.parameterCount),
  ];
  const cellsOf = (row: LeaderboardRow, index: number) => [
    row.rank === null ? row.state : String(row.rank),
    trialNumbers(row.trials),
    ...(apart
      ? varying.map((name) => shortValue(columnValue(row, name)))
      : [{ text: [{ code: describeConfiguration(row, varying) }] }]),
    spread(row.mean ?? row[sweep.metric], row.std),
    ...second.map((name) => metric(row[name])),
    ...(tested ? [metric(row.test_accuracy)] : []),
    ...(judged ? [index === 0 ? '–' : against(rivals[index - 1])] : []),
    ...(alike === undefined ? [String(row.epochs)] : []),
    duration(row.durationMs),
    count(row.parameterCount),
  ];
  const blocks: Block[] = [
    {
      kind: 'table',
      caption: `${captionOf(shown.length, rows.length, sweep.replicates > 1)}${alike === undefined ? '' : ` ${plural(alike, 'epoch')} each.`}`,
      columns,
      rows: shown.map(cellsOf),
      leading: shown.flatMap(({ rank }, index) => (rank === 1 ? [index] : [])),
    },
  ];
  if (judged) {
    blocks.push(
      quiet(
        'Beside the first, by McNemar’s exact test on the test images (p < 0.05): a tie is where they do not say which of the two best trials is better.',
      ),
    );
  }
  return { id: 'leaderboard', title: 'The leaderboard', blocks };
}

function captionOf(shown: number, all: number, replicated: boolean): string {
  const which =
    shown < all ? `The first ${shown} of ${plural(all, 'configuration')}.` : 'All configurations.';
  return `${which}${replicated ? ' Numbers are means over the seeds, ± their standard deviation.' : ''} Equal values share a rank.`;
}

function against(rival: Rival | undefined): string {
  return rival?.verdict ? AGAINST[rival.verdict.verdict] : '–';
}
