import { gainWords, sweepGain } from '../analysis/index.ts';
import { duration, listed, plural } from '../format.ts';
import { sweepWord, trialWord } from '../shellWord.ts';
import {
  Boards,
  countRows,
  type Database,
  equalBest,
  finalsWords,
  findSweep,
  type LeaderboardRow,
  leaderboard,
  sharedRankWords,
} from '../store/index.ts';
import type { SweepEvent } from '../sweep/events.ts';
import type { Spec } from '../sweepfile/spec.ts';
import { trainableOf } from '../trainable/index.ts';
import { varyingParameters } from '../trial/varying.ts';
import type { Context } from './context.ts';
import { leaderboardTable } from './format/leaderboard.ts';
import { type NextStep, nextSteps } from './format/nextSteps.ts';

const ROWS = 10;

interface EndOfRun {
  readonly end: Extract<SweepEvent, { type: 'sweep_ended' }>;
  readonly spec: Spec;
  /** The words after `run` that run it again. */
  readonly command: string;
  readonly db: Database;
  readonly context: Context;
  readonly interrupted: boolean;
}

/** Prints the end of `run`: its outcome, the top of the leaderboard and the next command to type. */
export function reportEnd({ end, spec, command, db, context, interrupted }: EndOfRun): void {
  if (context.json) return;
  const { chalk, print } = context;
  const { completed, pruned, failed, cancelled, skipped } = end.counts;
  const parts = [
    `${plural(completed, 'trial')} completed`,
    ...(pruned > 0 ? [`${pruned} stopped early`] : []),
    ...(failed > 0 ? [chalk.red(`${failed} failed`)] : []),
    ...(cancelled > 0 ? [chalk.yellow(`${cancelled} cancelled`)] : []),
    ...(skipped > 0 ? [`${skipped} done before`] : []),
    ...(end.left > 0 ? [chalk.yellow(`${end.left} left`)] : []),
  ];
  print(`\n${chalk.bold(spec.name)}: ${parts.join(', ')}, in ${duration(end.durationMs)}\n`);
  const latest = findSweep(db, spec.name).id === end.sweepId;
  // The name finds the latest sweep of that name.
  const named = { name: latest ? spec.name : String(end.sweepId), id: end.sweepId };
  const why = whyItEnded(end, spec);
  if (why) print(`${chalk.yellow(why)}\n`);
  const ranking = { trainable: spec.setup.kind, metric: spec.metric.name };
  const rows = leaderboard(db, end.sweepId);
  const ranked = rows.filter(({ rank }) => rank !== null);
  const equal = equalBest(rows);
  const shared = countRows(rows).shared;
  const top = ranked.slice(0, ROWS);
  const equals = sharedRankWords(top, shared);
  const finals = finalsWords(findSweep(db, end.sweepId), rows);
  const mute = whyNothingRanks(rows, spec);
  if (mute) print(`${chalk.yellow(mute)}\n`);
  if (ranked.length > 0)
    print(
      [
        leaderboardTable(context, ranking, top, {
          derived: new Boards(db).derivedParameters(end.sweepId),
          among: rows,
          shared,
        }),
        ...(equals ? [chalk.dim(equals)] : []),
        ...(finals ? [chalk.dim(finals)] : []),
        ...(equal ? [chalk.dim(equal)] : []),
        '',
      ].join('\n'),
    );
  const gain = sweepGain(findSweep(db, end.sweepId), rows);
  if (gain) print(`${chalk.dim(gainWords(gain))}\n`);
  const next: NextStep[] = [];
  const again = command;
  const same =
    command.startsWith('run - ') || command === 'run -' ? ', with the same spec on standard input' : '';
  if (end.left === 0 && cancelled > 0) next.push([again, `train the cancelled ones after all${same}`]);
  if (end.left > 0) next.push([again, `${interrupted ? 'go on where it stopped' : 'run the rest'}${same}`]);
  const printing = trainableOf(spec.setup.kind).metrics === undefined;
  const unclear = rows.find(({ state }) => state === 'failed') ?? (mute ? rows[0] : undefined);
  if (printing && unclear)
    next.push([`logs ${trialWord(named, unclear.trials[0]!)}`, `what trial ${unclear.trials[0]} printed`]);
  if (ranked.length > 0) {
    next.push([`leaderboard ${sweepWord(named)}`, 'the whole ranking']);
    next.push([`show ${trialWord(named, 'best')}`, 'the winner in detail']);
    next.push([`export ${trialWord(named, 'best')} --out best.yaml`, 'its configuration, as a spec']);
  }
  if (spec.roles && ranked.length > 1)
    next.push([`compare ${sweepWord(named)}`, `the verdict, by ${listed(spec.roles.scientific)}`]);
  else if (varyingParameters(ranked.map(({ parameters }) => parameters)).includes('model'))
    next.push([`compare ${sweepWord(named)} --by model`, 'the models against each other']);
  next.push(['serve', 'the dashboard']);
  print(nextSteps(context, next), { whole: true });
}

/** Says what to do if trials completed but none has the metric that ranks them; undefined otherwise. */
function whyNothingRanks(rows: readonly LeaderboardRow[], { metric, setup }: Spec): string | undefined {
  const completed = rows.filter(({ state }) => state === 'completed');
  if (completed.length === 0 || completed.some(({ rank }) => rank !== null)) return undefined;
  const reported = [...new Set(completed.flatMap(({ metrics }) => Object.keys(metrics)))];
  if (reported.includes(metric.name)) return `No trial has a finite ${metric.name}: nothing can be ranked.`;
  const none = `No trial reported ${metric.name}, the metric of the spec: nothing can be ranked.`;
  if (reported.length > 0)
    return `${none}\nThey reported ${listed(reported.slice(0, MOST_NAMED))}: the metric of the spec may be called like one of these.`;
  if (setup.kind !== 'program')
    return `${none}\nThe trainer yields or returns it: yield { ${metric.name}: 0.5 }.`;
  return `${none}\nA program prints it as a line of JSON, such as {"step": 1, "${metric.name}": 0.5}, or calls wandb.log.`;
}

const MOST_NAMED = 12;

/** Undefined if its trials came to their end, or somebody stopped it. */
function whyItEnded(
  { reason, isOverBudget, searchEnded }: EndOfRun['end'],
  { finals, timeBudgetMs }: Spec,
): string | undefined {
  if (reason) return [reason.message, reason.hint].filter(Boolean).join('\n');
  if (isOverBudget && finals)
    return `Its time budget of ${duration(timeBudgetMs)} is over: no further configuration was tried, to leave time for the finals.`;
  if (isOverBudget) return `Its time budget of ${duration(timeBudgetMs)} is over: no further trial began.`;
  return searchEnded === undefined ? undefined : `${searchEnded} The search has ended with that.`;
}
