import { meansOf } from '../../comparison/index.ts';
import { count, duration, plural, spread } from '../../format.ts';
import { metricInfo } from '../../metric/catalogue.ts';
import { isNetworkSweep, type LeaderboardRow } from '../../store/index.ts';
import { TITLES } from '../../titles.ts';
import { trialNumbers } from '../../trial/trialNumbers.ts';
import { describeConfiguration, shortValue } from '../../trial/varying.ts';
import { type Block, quiet, type ReportColumn, type Section } from '../document.ts';
import type { ReportData } from '../readReport.ts';
import { MOST_ROWS, type Rival } from '../rivals.ts';

/** If more parameters vary, no page is wide enough: they share one column. */
const MOST_COLUMNS = 5;

/** Most metrics in addition to the one that ranks. */
const MOST_OTHERS = 3;

/** The words for a configuration beside the winner. */
const BESIDE = { behind: 'behind', alike: 'tie', ahead: 'ahead' } as const;

/** The top of the ranking. */
export function leaderboardSection(data: ReportData): Section | undefined {
  const { chart, ranked, rivals, sweep } = data;
  const rows = ranked.length > 0 ? ranked : chart.rows;
  if (rows.length === 0) return undefined;
  const shown = rows.slice(0, MOST_ROWS);
  const { varying } = chart;
  const apart = varying.length <= MOST_COLUMNS;
  const numeric = (title: string): ReportColumn => ({ title, numeric: true });
  const plain = (title: string): ReportColumn => ({ title, numeric: false });
  const judged = rivals.flatMap(({ beside }) => beside ?? []);
  const others = otherMetrics(data, shown);
  const [steps, ...more] = new Set(shown.map((row) => row.steps));
  const alike = more.length === 0 ? steps : undefined;
  const sized = shown.some(({ facts }) => facts.parameterCount !== undefined);
  const columns = [
    ranked.length > 0 ? numeric('rank') : plain('state'),
    numeric('trial'),
    ...(apart ? varying.map(plain) : [plain('what varies')]),
    numeric(sweep.metric),
    ...others.map(numeric),
    ...(judged.length > 0 ? [plain('beside the first')] : []),
    ...(alike === undefined ? [numeric(`${chart.stepName}s`)] : []),
    numeric('time'),
    ...(sized ? [numeric(TITLES.parameterCount)] : []),
  ];
  const cellsOf = (row: LeaderboardRow, index: number) => [
    row.rank === null ? row.state : String(row.rank),
    trialNumbers(row.trials),
    ...(apart
      ? varying.map((name) => shortValue(row.parameters[name]))
      : [{ text: [{ code: describeConfiguration(row.parameters, varying) }] }]),
    spread(row.mean ?? row.metrics[sweep.metric] ?? null, row.std),
    ...others.map((name) => metricInfo(name).format(row.metrics[name])),
    ...(judged.length > 0 ? [index === 0 ? '–' : against(rivals[index - 1])] : []),
    ...(alike === undefined ? [String(row.steps)] : []),
    duration(row.durationMs),
    ...(sized ? [count(row.facts.parameterCount ?? Number.NaN)] : []),
  ];
  const blocks: Block[] = [
    {
      kind: 'table',
      caption: `${captionOf(shown.length, rows.length, sweep.replicates > 1)}${alike === undefined ? '' : ` ${plural(alike, chart.stepName)} each.`}`,
      columns,
      rows: shown.map(cellsOf),
      leading: shown.flatMap(({ rank }, index) => (rank === 1 ? [index] : [])),
    },
  ];
  if (judged.length > 0) {
    blocks.push(
      quiet(
        `Beside the first, ${meansOf(judged)} (p < 0.05, each pair by itself): a tie is where that does not say which of the two is better.`,
      ),
    );
  }
  return { id: 'leaderboard', title: 'The leaderboard', blocks };
}

/** Metrics beside the one that ranks: a network's accuracies, or the other metrics that exist. */
function otherMetrics({ sweep, metrics }: ReportData, rows: readonly LeaderboardRow[]): string[] {
  const hasValue = (name: string) => rows.some((row) => typeof row.metrics[name] === 'number');
  if (isNetworkSweep(sweep)) {
    const validated = sweep.metric === 'val_accuracy' ? [] : ['val_accuracy'];
    return [...validated, ...['test_accuracy'].filter(hasValue)];
  }
  return metrics.filter((name) => name !== sweep.metric && hasValue(name)).slice(0, MOST_OTHERS);
}

function captionOf(shown: number, all: number, replicated: boolean): string {
  const which =
    shown < all ? `The first ${shown} of ${plural(all, 'configuration')}.` : 'All configurations.';
  return `${which}${replicated ? ' Numbers are means over the seeds, ± their standard deviation.' : ''} Equal values share a rank.`;
}

function against(rival: Rival | undefined): string {
  return rival?.beside ? BESIDE[rival.beside.standing] : '–';
}
