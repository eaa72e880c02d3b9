import { classScores, confusionMatrix } from '../../analysis/index.ts';
import { count, duration, epochsAndTime, metric, plural } from '../../format.ts';
import { sizeOf } from '../../model/layer.ts';
import { countUntrained } from '../../model/network.ts';
import { trialWord } from '../../shellWord.ts';
import { findTrial, labels, predictions, trialDetail, trialEpochs } from '../../store/index.ts';
import { TITLES } from '../../titles.ts';
import { formatValue } from '../../trial/varying.ts';
import type { Context } from '../context.ts';
import { reading } from '../database.ts';
import { confusionTable } from '../format/confusion.ts';
import { table } from '../format/table.ts';
import { sparkline } from '../format/terminal.ts';
import { invocation } from '../invocation.ts';
import { sweepHeading } from './leaderboard.ts';

/** Shows one trial. */
export function show(options: { trial: string }, context: Context): number {
  const { chalk, json, print, printJson } = context;
  const { trial, epochs, truth, predicted } = reading(context, (db) => {
    const { trialId, sweepId } = findTrial(db, options.trial);
    return {
      trial: trialDetail(db, trialId),
      epochs: trialEpochs(db, trialId),
      truth: labels(db, sweepId, 'test'),
      predicted: predictions(db, trialId, 'test'),
    };
  });
  const { classNames } = trial.sweep.dataset;
  const matrix = truth && predicted ? confusionMatrix(truth, predicted, classNames.length) : undefined;
  if (json) {
    const { specText: _text, specJson: _json, clockMs: _clock, ...sweep } = trial.sweep;
    printJson({ ...trial, sweep, curve: epochs, confusionMatrix: matrix ?? null, classNames });
    return 0;
  }
  print(sweepHeading(context, trial.sweep));
  print(
    `${chalk.bold(`Trial ${trial.number}`)}  ${trial.state}  seed ${trial.seed}  ${epochsAndTime(trial)}  attempt ${trial.attempt}`,
  );
  if (trial.stoppedEarly) print(trial.stoppedEarly);
  if (trial.reason)
    print(chalk.red(`${trial.reason.message}${trial.reason.hint ? `  ${trial.reason.hint}` : ''}`));
  if (trial.fingerprint) print(chalk.dim(trial.fingerprint));
  print('');
  const parameters = Object.entries({ model: trial.model, ...trial.parameters });
  print(
    table(
      chalk,
      [{ title: 'parameter' }, { title: 'value' }],
      parameters.map(([name, value]) => [name, formatValue(value)]),
    ),
  );
  print('');
  const right = (title: string) => ({ title, align: 'right' as const });
  const layerRows = trial.layers.map(({ name, outputShape, weights, flops }) => [
    name,
    outputShape.join('×'),
    count(weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0)),
    count(flops),
  ]);
  print(table(chalk, [{ title: 'layer' }, right('output'), right('weights'), right('FLOPs')], layerRows));
  const untrained = countUntrained(trial.layers);
  const averages =
    untrained > 0 ? ` (${count(untrained)} of them moving averages, which are not trained)` : '';
  print(
    chalk.dim(`${plural(trial.parameterCount, 'weight')}${averages}, ${count(trial.flops)} FLOPs an image\n`),
  );
  if (epochs.length > 0) {
    const names = ['loss', 'accuracy', 'val_loss', 'val_accuracy'] as const;
    print(
      table(
        chalk,
        [right('epoch'), ...names.map(right), right(TITLES.durationMs)],
        epochs.map((row) => [
          String(row.epoch),
          ...names.map((name) => metric(row[name])),
          duration(row.durationMs),
        ]),
      ),
    );
    for (const name of names)
      print(`${name.padEnd(13)} ${sparkline(epochs.map((row) => row[name] ?? Number.NaN))}`);
    print('');
  }
  if (trial.test_accuracy !== null)
    print(`test_accuracy ${metric(trial.test_accuracy)}  test_loss ${metric(trial.test_loss)}\n`);
  if (matrix) print(confusionTable(chalk, matrix, classScores(matrix), classNames));
  if (trial.state === 'completed') {
    print(
      chalk.dim(
        `\nTrain it again: ${invocation()} export ${trialWord(trial.sweep, trial.number)} --out again.yaml${context.atDatabase}`,
      ),
    );
  }
  return 0;
}
