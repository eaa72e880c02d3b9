import { classScores, confusionMatrix } from '../../analysis/index.ts';
import { count, metric, plural } from '../../format.ts';
import { countUntrained } from '../../model/buildLayers.ts';
import { sizeOf } from '../../model/layer.ts';
import { labels, type NetworkTrial, networkTrial, predictions } from '../../store/index.ts';
import { EPOCH_METRICS } from '../../trainable/network/metrics.ts';
import type { Context } from '../context.ts';
import { confusionTable } from '../format/confusion.ts';
import { table } from '../format/table.ts';
import type { Results } from './results.ts';

/** Results of our networks: Keras's metrics, each under a name of its own. */
export const networkResults: Results = {
  boardFacts: ['parameterCount'],
  boardMetrics: (ranked) => ['val_accuracy', 'test_accuracy'].filter((name) => name !== ranked),
  runningMetrics: () => ['loss'],
  stepMetrics: (_ranked, metrics) => Object.keys(metrics),
  endMetrics: () => ['val_accuracy', 'val_loss'],

  row({ rank, configuration, sweep, state, parameters: all, facts, metrics, steps, bestSteps, ...row }) {
    const { model, ...parameters } = all;
    const { metric, goal, mean, std, replicates, trials, tags, hidden, reason, durationMs, ...others } = row;
    const { flawed: _, ...rest } = others;
    const named = (name: string) => [name, metrics[name] ?? null] as const;
    return {
      ...{ rank, configuration, sweep, model, state, parameters },
      ...{ metric, goal, mean, std, replicates, trials, tags, hidden, reason },
      epochs: steps,
      ...(bestSteps ? { bestEpochs: bestSteps } : {}),
      ...Object.fromEntries([...EPOCH_METRICS, 'test_loss', 'test_accuracy'].map(named)),
      parameterCount: facts.parameterCount,
      durationMs,
      latencyMs: metrics.latencyMs ?? null,
      latency1000Ms: metrics.latency1000Ms ?? null,
      ...rest,
    };
  },

  report: (trial, { step, metrics, durationMs, digest }) => ({
    event: 'epoch',
    trial,
    epoch: step,
    ...metrics,
    durationMs,
    digest,
  }),

  steps: (steps) => ({ epochs: steps }),

  trial(db, { trialId, sweep: { id } }) {
    const network = networkTrial(db, trialId)!;
    const {
      sweep,
      parameters: all,
      facts: _,
      details: __,
      metrics: ___,
      steps,
      lastStep: ____,
      ...rest
    } = network;
    const { model: _____, ...parameters } = all;
    const { classNames } = sweep.dataset;
    const truth = labels(db, id, 'test');
    const predicted = predictions(db, trialId, 'test');
    const matrix = truth && predicted ? confusionMatrix(truth, predicted, classNames.length) : undefined;
    return {
      json: { ...rest, parameters, epochs: steps, confusionMatrix: matrix ?? null, classNames },
      step: ({ step, metrics, ...rest }) => ({ epoch: step, ...metrics, ...rest }),
      before: (context) => layersText(network, context),
      after(context) {
        const { test_accuracy, test_loss } = network;
        const tested =
          test_accuracy === null
            ? []
            : [`test_accuracy ${metric(test_accuracy)}  test_loss ${metric(test_loss)}\n`];
        const confusion = matrix ? [confusionTable(context, matrix, classScores(matrix), classNames)] : [];
        return [...tested, ...confusion].join('\n');
      },
    };
  },
};

function layersText({ layers, parameterCount, flops }: NetworkTrial, context: Context): string {
  const right = (title: string) => ({ title, align: 'right' as const });
  const rows = layers.map(({ name, outputShape, weights, flops }) => [
    name,
    outputShape.join('×'),
    count(weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0)),
    count(flops),
  ]);
  const untrained = countUntrained(layers);
  const averages =
    untrained > 0 ? ` (${count(untrained)} of them moving averages, which are not trained)` : '';
  return [
    table(context, [{ title: 'layer' }, right('output'), right('weights'), right('FLOPs')], rows),
    context.chalk.dim(`${plural(parameterCount, 'weight')}${averages}, ${count(flops)} FLOPs an image\n`),
  ].join('\n');
}
