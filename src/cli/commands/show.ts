import { sweepGain } from '../../analysis/index.ts';
import { expectedOfBest, expectedOfBestWords } from '../../comparison/index.ts';
import { duration, plural } from '../../format.ts';
import { metricInfo } from '../../metric/catalogue.ts';
import { ownValue } from '../../ownValue.ts';
import { trialWord } from '../../shellWord.ts';
import {
  annotationsOf,
  Boards,
  findTrial,
  type HistoryRow,
  originPlace,
  type TrialDetail,
  trialDetail,
  trialHistory,
} from '../../store/index.ts';
import { thin } from '../../thin.ts';
import { TITLES } from '../../titles.ts';
import { trainableOf } from '../../trainable/index.ts';
import { type OriginPlace, originWords } from '../../trial/origin.ts';
import { formatValue } from '../../trial/varying.ts';
import { withoutResult } from '../../trial/withoutResult.ts';
import type { Context } from '../context.ts';
import { reading } from '../database.ts';
import type { TrialWords } from '../exporting/readTrial.ts';
import { table } from '../format/table.ts';
import { sparkline } from '../format/terminal.ts';
import { invocation } from '../invocation.ts';
import { resultsOf } from '../results/index.ts';
import { sweepHeading } from './leaderboard.ts';

/** Shows one trial. */
export function show(options: TrialWords, context: Context): number {
  const { chalk, json, print, printJson } = context;
  const { trial, varying, place, note, tags, curve, shown, expected, gain } = reading(context, (db) => {
    const { trialId } = findTrial(db, options.trial, options.sweep);
    const trial = trialDetail(db, trialId);
    const shown = resultsOf(trial.sweep.trainable).trial(db, trial);
    const place = originPlace(db, trial);
    const boards = new Boards(db);
    const rows = boards.leaderboard(trial.sweep.id);
    const { note, tags } = annotationsOf(db, { sweepId: trial.sweep.id, trial: trial.number });
    const isBest = rows[0]?.rank === 1 && rows[0].configuration === trial.configuration;
    return {
      trial,
      varying: boards.varyingParameters(trial.sweep.id),
      place,
      note,
      tags,
      curve: trialHistory(db, trialId),
      shown,
      expected: isBest ? expectedOfBest(trial.sweep, rows, boards.trials(trial.sweep.id)) : undefined,
      gain: sweepGain(trial.sweep, rows),
    };
  });
  if (json) {
    const { specText: _text, specJson: _json, clockMs: _clock, ...sweep } = trial.sweep;
    printJson({
      ...shown.json,
      note,
      tags,
      sweep,
      ...(expected ? { expectedOfBest: expected } : {}),
      ...(gain ? { expectedGain: gain } : {}),
      curve: curve.map(shown.step),
    });
    return 0;
  }
  printHead(trial, place, context);
  print(`${parametersText(trial, varying, context)}\n`);
  if (tags.length > 0) print(`tags: ${tags.join(', ')}`);
  if (note !== '') print(`note: ${note}`);
  if (tags.length > 0 || note !== '') print('');
  for (const text of [shown.before(context), curveText(trial, curve, context), shown.after(context)])
    if (text) print(text);
  if (expected) print(chalk.dim(`\n${expectedOfBestWords(expected)}`));
  if (trial.state === 'completed') {
    print(
      chalk.dim(
        `\nTrain it again: ${invocation()} export ${trialWord(trial.sweep, trial.number)} --out again.yaml${context.atDatabase}`,
      ),
      { whole: true },
    );
  }
  return 0;
}

function printHead(trial: TrialDetail, place: OriginPlace | undefined, context: Context): void {
  const { chalk, print } = context;
  const { number, state, seed, steps, durationMs, attempt, reason } = trial;
  const { stepName } = trainableOf(trial.sweep.trainable);
  const done = plural(steps, stepName);
  const time = durationMs === null ? '' : ` in ${duration(durationMs)}`;
  print(sweepHeading(context, trial.sweep));
  print(`${chalk.bold(`Trial ${number}`)}  ${state}  seed ${seed}  ${done}${time}  attempt ${attempt}`);
  const flaw = withoutResult(trial.sweep.metric, state, ownValue(trial.metrics, trial.sweep.metric) ?? null);
  if (flaw) print(chalk.red(flaw));
  if (trial.stoppedEarly) print(trial.stoppedEarly);
  if (trial.origin)
    print(chalk.dim(`Shared: ${originWords(trial.origin, stepName, trial.sweep.id, place)}.`));
  if (reason) {
    const why = `${reason.message}${reason.hint ? `  ${reason.hint}` : ''}`;
    print(state === 'pruned' || reason.code === 'thawed' ? why : chalk.red(why));
  }
  if (trial.fingerprint) print(chalk.dim(trial.fingerprint));
  if (trial.digest)
    print(
      chalk.dim(
        `digest ${trial.digest} after ${trainableOf(trial.sweep.trainable).stepName} ${trial.lastStep}`,
      ),
    );
  print('');
}

/** Parameters that vary in the sweep stand first; a terminal has room for them alone. */
function parametersText(
  { parameters }: TrialDetail,
  varying: readonly string[],
  context: Pick<Context, 'chalk' | 'columns'>,
): string {
  const names = Object.keys(parameters);
  const varied = names.filter((name) => varying.includes(name));
  const others = names.filter((name) => !varying.includes(name));
  const isFolded = context.columns !== undefined && varied.length > 0 && others.length > 0;
  const shown = isFolded ? varied : [...varied, ...others];
  return [
    table(
      context,
      [{ title: 'parameter' }, { title: 'value', yields: 0 }],
      shown.map((name) => [name, formatValue(parameters[name])]),
    ),
    ...(isFolded
      ? [context.chalk.dim(`+${plural(others.length, 'parameter')} that do not vary: --wide`)]
      : []),
  ].join('\n');
}

/** Longer curves are thinned in the table; the lines below it count all steps. */
const MOST_STEPS = 100;
/** Of hundreds of metrics, the table has the first ones, and the one that ranks the sweep. */
const MOST_COLUMNS = 8;
const WIDEST_CURVE = 100;

function curveText({ sweep }: TrialDetail, curve: readonly HistoryRow[], context: Context): string {
  if (curve.length === 0) return '';
  const { stepName } = trainableOf(sweep.trainable);
  const logged = [...new Set(curve.flatMap((row) => Object.keys(row.metrics)))];
  const ranked = logged.length > MOST_COLUMNS && logged.includes(sweep.metric) ? [sweep.metric] : [];
  const names = [...new Set([...ranked, ...logged])].slice(0, MOST_COLUMNS);
  const right = (title: string) => ({ title, align: 'right' as const });
  const rows = thin(curve, MOST_STEPS);
  const width = Math.max(...names.map((name) => name.length)) + 1;
  const line = (name: string): string => {
    const values = curve.flatMap((row) => (name in row.metrics ? [row.metrics[name] ?? Number.NaN] : []));
    return `${name.padEnd(width)} ${sparkline(thin(values, WIDEST_CURVE))}`;
  };
  const left = [
    ...(rows.length < curve.length ? [`${rows.length} of ${plural(curve.length, stepName)}`] : []),
    ...(names.length < logged.length ? [`${names.length} of ${plural(logged.length, 'metric')}`] : []),
  ];
  return [
    table(
      context,
      [right(stepName), ...names.map(right), right(TITLES.durationMs)],
      rows.map((row) => [
        String(row.step),
        ...names.map((name) => metricInfo(name).format(row.metrics[name])),
        duration(row.durationMs),
      ]),
    ),
    ...(left.length > 0 ? [context.chalk.dim(`${left.join(', ')}: --json has all of them.`)] : []),
    ...names.map(line),
    '',
  ].join('\n');
}
