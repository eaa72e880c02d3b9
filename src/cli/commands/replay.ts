import { SweepError } from '../../errors.ts';
import { duration, metric as formatMetric, listed, plural, share } from '../../format.ts';
import { shortened } from '../../printable.ts';
import { createPruner } from '../../pruner/index.ts';
import { type Replay, replay } from '../../pruner/replay.ts';
import { findSweep, recordedTrials, type SweepInfo } from '../../store/index.ts';
import { parseEarlyTerminate } from '../../sweepfile/earlyTerminate/parse.ts';
import type { EarlyTerminate } from '../../sweepfile/earlyTerminate/settings.ts';
import { storedEarlyTerminate } from '../../sweepfile/earlyTerminate/stored.ts';
import { storedScientific } from '../../sweepfile/roles/roles.ts';
import { trainableOf } from '../../trainable/index.ts';
import type { Context } from '../context.ts';
import { reading } from '../database.ts';
import { table } from '../format/table.ts';
import { printMethods } from '../replaying/printMethods.ts';
import { type MethodsRequest, replayMethods, SEARCHES } from '../replaying/replayMethods.ts';
import { sweepHeading } from './leaderboard.ts';

export interface ReplayArguments {
  readonly sweep?: string | undefined;
  readonly earlyTerminate: readonly string[];
  readonly lookahead: number;
  readonly method: readonly string[];
  readonly seeds: number;
}

interface Rule {
  /** The text as it was written. */
  readonly text: string;
  readonly settings: EarlyTerminate;
}

const OPTION = '--early-terminate';

/** Applies pruners and searches to the trials of a sweep that has run; it trains nothing. */
export function replayCommand(
  { sweep: name, earlyTerminate, lookahead, method: methods, seeds }: ReplayArguments,
  context: Context,
): number | Promise<number> {
  const written = earlyTerminate.map((text): Rule => ({ text, settings: parseEarlyTerminate(text, OPTION) }));
  requireMethods(methods);
  const { sweep, trials } = reading(context, (db) => {
    const sweep = findSweep(db, name);
    return { sweep, trials: recordedTrials(db, sweep) };
  });
  if (methods.length > 0)
    return replaySearches({ sweep, trials, methods, lookahead, seeds, rules: [] }, written, context);
  const rules = written.length > 0 ? written : ownRule(sweep);
  if (trials.every(({ curve }) => curve.length === 0)) throw nothingRecorded(sweep);
  const { stepName } = trainableOf(sweep.trainable);
  const metric = { name: sweep.metric, goal: sweep.goal };
  const scientific = storedScientific(sweep.specJson);
  const replays = rules.map(({ text, settings }) => {
    const pruner = createPruner(settings, metric, stepName);
    return { earlyTerminate: settings, text, ...replay(trials, pruner, metric, { lookahead, scientific }) };
  });
  if (context.json) {
    context.printJson({
      sweep: sweep.id,
      name: sweep.name,
      metric: sweep.metric,
      goal: sweep.goal,
      lookahead,
      trials: trials.length,
      replays: replays.map(({ text: _, ...each }) => each),
    });
    return 0;
  }
  context.print(sweepHeading(context, sweep));
  context.print(replaysTable(context, stepName, replays));
  for (const each of replays.length === 1 ? replays : []) printStopped(context, stepName, each);
  return 0;
}

async function replaySearches(
  request: MethodsRequest,
  written: readonly Rule[],
  context: Context,
): Promise<number> {
  const { sweep, lookahead, seeds } = request;
  const rules = written.length > 0 ? written.map(({ settings }) => settings) : [undefined];
  const replayed = await replayMethods({ ...request, rules });
  if (!replayed) {
    const message = `No trial of the sweep ${sweep.name} has completed with a value of ${sweep.metric}.`;
    throw new SweepError(
      'nothing_to_compare',
      message,
      'Run the sweep first: nothing is trained for a replay.',
    );
  }
  const { id, name, metric, goal } = sweep;
  if (context.json) context.printJson({ sweep: id, name, metric, goal, lookahead, seeds, ...replayed });
  else {
    context.print(sweepHeading(context, sweep));
    printMethods(
      context,
      trainableOf(sweep.trainable).stepName,
      replayed,
      written.map(({ text }) => text),
    );
  }
  return 0;
}

function requireMethods(methods: readonly string[]): void {
  const unknown = methods.find((method) => !Object.hasOwn(SEARCHES, method));
  if (unknown === undefined) return;
  const known = listed(Object.keys(SEARCHES), 'or');
  throw new SweepError('usage', `--method must be ${known}, not ${shortened(unknown, 60)}.`);
}

function ownRule(sweep: SweepInfo): Rule[] {
  const settings = storedEarlyTerminate(sweep.specJson);
  if (settings) return [{ text: settings.type, settings }];
  throw new SweepError(
    'usage',
    `The sweep ${sweep.name} has no early_terminate of its own: say which one to replay.`,
    `Such as ${OPTION} "{type: asha, min_iter: 1}".`,
  );
}

function nothingRecorded({ name, metric }: SweepInfo): SweepError {
  return new SweepError(
    'nothing_to_compare',
    `No trial of the sweep ${name} that has ended has values of ${metric} over its steps.`,
    'A metric that is measured once, at the end, cannot stop a trial early.',
  );
}

function replaysTable(
  context: Context,
  stepName: string,
  replays: readonly (Replay & { readonly text: string })[],
): string {
  const right = (title: string) => ({ title, align: 'right' as const });
  return table(
    context,
    [
      { title: 'early_terminate' },
      right('stopped'),
      right(`${stepName}s saved`),
      right('time saved'),
      { title: 'winner' },
      right('best kept'),
    ],
    replays.map((each) => [
      each.text,
      plural(each.stopped.length, 'trial'),
      `${each.savedSteps} of ${each.steps} (${share(each.savedSteps, each.steps)})`,
      `${duration(each.savedMs)} of ${duration(each.durationMs)}`,
      winnerText(each),
      formatMetric(each.best?.value),
    ]),
  );
}

function winnerText({ winner, best }: Replay): string {
  if (winner === undefined) return 'none has completed';
  if (!best) return `trial ${winner} lost, and every other`;
  return best.rank === 1 ? `trial ${best.trial} kept` : `trial ${winner} lost; rank ${best.rank} is left`;
}

function printStopped(context: Context, stepName: string, { stopped }: Replay): void {
  if (stopped.length === 0) {
    context.print('\nNo trial would have been stopped sooner than it ended.');
    return;
  }
  const right = (title: string) => ({ title, align: 'right' as const });
  const rows = stopped.map(({ trial, step, savedSteps, reason }) => [
    String(trial),
    String(step),
    String(savedSteps),
    reason,
  ]);
  const columns = [
    right('trial'),
    right(`last ${stepName}`),
    right('saved'),
    { title: 'why', yields: 0, isProse: true },
  ];
  context.print(`\n${table(context, columns, rows)}`);
}
