import { comparisonJson } from '../../comparison/index.ts';
import { duration, listed, plural, spread } from '../../format.ts';
import { sweepWord } from '../../shellWord.ts';
import type { SweepEvent } from '../../sweep/events.ts';
import type { Context } from '../context.ts';
import { leftJson } from '../display/jsonLines.ts';
import { departureWords } from '../display/raceWords.ts';
import { comparisonLines } from '../format/comparisonLines.ts';
import { type NextStep, nextSteps } from '../format/nextSteps.ts';
import { type Terminal, table } from '../format/table.ts';
import type { Raced, RaceVerdict } from './raceVerdict.ts';

interface EndOfRace {
  readonly verdict: RaceVerdict;
  readonly end: Extract<SweepEvent, { type: 'sweep_ended' }>;
  /** The words that go on with it. */
  readonly command: string;
  readonly timeBudgetMs: number | undefined;
  readonly context: Context;
}

/** The end of `confirm`: how the race stands, who left and why, and the leader against each of the others. */
export function verdictText({ verdict, end, command, timeBudgetMs, context }: EndOfRace): string {
  const { chalk } = context;
  const { state, varying, comparisons, sweep } = verdict;
  const left = verdict.raced.flatMap((each) => each.left ?? []);
  const wording = { varying, ranked: sweep.metric };
  const why = whyItEnded(end, timeBudgetMs);
  const elsewhere = otherFirst(verdict);
  const seedless = withoutEffect(verdict);
  const next: NextStep[] = [
    ...(state.isOver ? [] : [[command, 'go on with the race'] as const]),
    [`leaderboard ${sweepWord(sweep)}`, 'the ranking, by all seeds of each, those of the search among them'],
    [`report ${sweepWord(sweep)}`, 'all of it as one file'],
  ];
  return [
    `\n${chalk.bold(outcome(verdict))}`,
    ...(why ? [chalk.yellow(why)] : []),
    '',
    raceTable(context, verdict),
    ...(left.length > 0 ? ['', ...left.map((each) => departureWords(each, wording))] : []),
    ...comparisonLines(chalk, comparisons),
    ...(elsewhere ? ['', elsewhere] : []),
    ...(seedless ? ['', chalk.yellow(seedless)] : []),
    ...(comparisons.length > 0
      ? ['', chalk.dim('These count the further seeds alone: the search chose by its own.')]
      : []),
    `\n${nextSteps(context, next)}`,
  ].join('\n');
}

/** The same for scripts, as the last line. */
export function verdictJson({ sweep, state, raced, comparisons, seeds }: RaceVerdict) {
  const contender = ({ row, values, mean, std, left }: Raced) => ({
    configuration: row.configuration,
    parameters: row.parameters,
    rank: row.rank,
    mean,
    std,
    seeds: values.length,
    left: left ? leftJson(left) : null,
  });
  return {
    event: 'confirmed',
    sweep: sweep.id,
    metric: sweep.metric,
    isOver: state.isOver,
    isClear: isClear(state),
    seeds: { trained: state.seeds, most: seeds },
    contenders: raced.map(contender),
    comparisons: comparisonJson(comparisons),
  };
}

function isClear({ active, isOver, departures }: RaceVerdict['state']): boolean {
  return isOver && active.length === 1 && departures.some(({ why }) => why === 'behind');
}

function outcome({ sweep, state, raced }: RaceVerdict): string {
  const seeds = plural(state.seeds, 'further seed');
  const [leader, ...others] = raced.filter(({ left }) => !left);
  if (!leader) return `${sweep.name}: no configuration got through its further seeds.`;
  if (!state.isOver)
    return state.seeds === 0
      ? `${sweep.name}: the race has not come to its first comparison yet.`
      : `${sweep.name}: the race goes on; after ${seeds} each, ${leader.name} leads.`;
  if (others.length > 0)
    return `${sweep.name}: after ${seeds} each, ${leader.name} leads, and the race cannot rule out ${listed(
      others.map(({ name }) => name),
    )}.`;
  return isClear(state)
    ? `${sweep.name}: after ${seeds} each, ${leader.name} has won; every other one has clearly lost or gave no score.`
    : `${sweep.name}: ${leader.name} is the only one that got through its further seeds.`;
}

/** The leaderboard counts the seeds of the search, too, and may have another one first. */
function otherFirst({ raced }: RaceVerdict): string | undefined {
  const first = raced.find(({ row }) => row.rank === 1);
  const [leader] = raced;
  if (!first || !leader || leader.left || first === leader) return undefined;
  return `The leaderboard has ${first.name} first: it counts the seeds of the search, too, by which the contenders were chosen.`;
}

/** Seeds that change nothing say nothing about chance. */
function withoutEffect({ raced, sweep }: RaceVerdict): string | undefined {
  const repeated = raced.filter(({ values, std }) => values.length > 1 && std === 0);
  if (repeated.length < raced.length || raced.length === 0) return undefined;
  return `Every configuration has the same ${sweep.metric} with every seed: if its trials do not read their seed, more of them tell nothing.`;
}

function whyItEnded({ reason, isOverBudget, stopped, left }: EndOfRace['end'], budgetMs: number | undefined) {
  if (reason) return [reason.message, reason.hint].filter(Boolean).join('\n');
  if (isOverBudget && left > 0) return `The time of ${duration(budgetMs!)} is over: no further trial began.`;
  return stopped && left > 0 ? 'Stopped: what is trained is kept.' : undefined;
}

function raceTable(terminal: Terminal, { sweep, raced }: RaceVerdict): string {
  const right = (title: string) => ({ title, align: 'right' as const });
  return table(
    terminal,
    [
      { title: 'configuration' },
      right('further seeds'),
      right(sweep.metric),
      { title: 'race' },
      right('rank'),
    ],
    raced.map(({ name, values, mean, std, left, row }, index) => [
      name,
      String(values.length),
      spread(mean, std),
      left ? `out after ${left.seeds}` : index === 0 ? 'leads' : 'in it',
      String(row.rank ?? '–'),
    ]),
  );
}
