import { gainWords, sweepGain } from '../../analysis/index.ts';
import { besideBest, besideLegend, expectedOfBest, expectedOfBestWords } from '../../comparison/index.ts';
import { plural } from '../../format.ts';
import {
  Boards,
  countRows,
  equalBest,
  finalsWords,
  findSweep,
  type SweepInfo,
  sharedRankWords,
  valueHints,
  whyNone,
} from '../../store/index.ts';
import type { Context } from '../context.ts';
import { reading } from '../database.ts';
import { datasetName, selectionLines } from '../format/dataset.ts';
import { leaderboardTable } from '../format/leaderboard.ts';
import { resultsOf } from '../results/index.ts';

export interface LeaderboardArguments {
  readonly sweep?: string | undefined;
  readonly sort?: string | undefined;
  readonly where?: string | undefined;
  readonly limit: number;
  readonly by: 'configuration' | 'trial';
  readonly hidden?: boolean | undefined;
}

/** The predictions of more rows would take seconds to read. */
const MOST_JUDGED = 1000;

/** Prints the ranked configurations of a sweep. */
export function leaderboardCommand(options: LeaderboardArguments, context: Context): number {
  const { json, print, printJson, chalk } = context;
  const { sort, where, by } = options;
  const { sweep, all, rows, shown, beside, shared, derived, among, ...said } = reading(context, (db) => {
    const sweep = findSweep(db, options.sweep);
    const boards = new Boards(db);
    const all = boards.leaderboard(sweep.id, { sort, where, by });
    const rows = options.hidden ? all : all.filter(({ hidden }) => !hidden);
    const shown = options.limit > 0 ? rows.slice(0, options.limit) : rows;
    const filtered = (where?: string) => boards.leaderboard(sweep.id, { where, by });
    const whole = filtered();
    const judged = shown.slice(0, MOST_JUDGED);
    const [best] = whole;
    const beside = best ? besideBest(db, best, judged) : [];
    return {
      sweep,
      all,
      rows,
      shown,
      beside,
      shared: countRows(whole).shared,
      derived: boards.derivedParameters(sweep.id),
      among: whole,
      legend: best && besideLegend(best, judged, beside),
      expected: expectedOfBest(sweep, boards.leaderboard(sweep.id), boards.trials(sweep.id)),
      equal: equalBest(whole, by),
      finals: finalsWords(sweep, whole),
      gain: boards.ofRows(sweep.id, sweepGain),
      why: where && all.length === 0 ? whyNone(where, boards.columns(sweep.id), filtered) : [],
      hints: where && all.length > 0 ? valueHints(where, boards.columns(sweep.id), () => whole) : [],
    };
  });
  if (json) {
    const { row } = resultsOf(sweep.trainable);
    printJson(
      shown.map((each, index) => ({
        ...row(each),
        besideBest: beside[index] ?? null,
        sharingRank: each.rank === null ? null : (shared.get(each.rank) ?? 1),
      })),
    );
    return 0;
  }
  const { legend, expected, equal, finals, gain, why, hints } = said;
  print(sweepHeading(context, sweep));
  const leftOut = all.length - rows.length;
  if (shown.length === 0 && leftOut === 0) {
    print(where ? [`No ${by} matches ${where}.`, ...why].join('\n') : 'No trial yet.');
    return 0;
  }
  if (shown.length > 0) print(leaderboardTable(context, sweep, shown, { derived, among, beside, shared }));
  if (legend) print(chalk.dim(legend));
  for (const hint of hints) print(chalk.dim(hint));
  const equals = sharedRankWords(shown, shared);
  if (equals) print(chalk.dim(equals));
  if (finals && shown.length > 0) print(chalk.dim(finals));
  if (equal) print(chalk.dim(equal));
  if (expected && shown.length > 0) print(chalk.dim(expectedOfBestWords(expected)));
  if (gain) print(chalk.dim(gainWords(gain)));
  if (leftOut > 0) print(chalk.dim(`${leftOut} hidden: --hidden shows them.`));
  if (shown.length < rows.length)
    print(chalk.dim(`${plural(rows.length - shown.length, 'more row')}: --limit 0 shows all.`));
  return 0;
}

/** The lines above a sweep's numbers: its name, state and dataset, and warnings about how it selects. */
export function sweepHeading({ chalk }: Context, sweep: SweepInfo): string {
  const { name, id, state, dataset, engine, seed } = sweep;
  const words = [
    chalk.bold(name),
    `sweep ${id}`,
    state,
    ...(dataset ? [datasetName(chalk, dataset)] : []),
    ...(engine === null ? [] : [`engine ${engine}`]),
    `seed ${seed}`,
  ];
  return [words.join('  '), selectionLines(chalk, sweep), ''].filter((line, i) => line || i === 2).join('\n');
}
