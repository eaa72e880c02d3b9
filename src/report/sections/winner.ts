import type { ParameterValue } from '../../configuration.ts';
import { count, duration, metric, milliseconds, spread } from '../../format.ts';
import { sizeOf } from '../../model/layer.ts';
import { defaultOf } from '../../model/parameter.ts';
import { findParameter } from '../../model/parameters/index.ts';
import type { TrialDetail } from '../../store/index.ts';
import { TITLES } from '../../titles.ts';
import { formatValue } from '../../trial/varying.ts';
import { type Block, type Facts, joined, quiet, type Section, type Span, type Table } from '../document.ts';
import type { ReportData } from '../readReport.ts';
import { percent, percents, seedsWords } from '../say.ts';
import type { Winner } from '../winner.ts';

const MOST_REPLICATES = 20;

/** The configuration that came first: its scores, its trials, its parameters and its network. */
export function winnerSection({ winner, chart }: ReportData): Section | undefined {
  if (!winner) return undefined;
  const { trial, replicates } = winner;
  return {
    id: 'winner',
    title: 'The winner',
    blocks: [
      scores(winner),
      ...(replicates.length > 1 ? [replicateTable(winner)] : []),
      ...parameterBlocks(trial, chart.varying),
      layerTable(trial),
    ],
  };
}

function scores({ row, trial, tested }: Winner): Facts {
  const facts: [string, string | Span[]][] = [
    [row.metric, [{ strong: spread(row.mean, row.std) }, `, ${seedsWords(row)}`]],
    ['best trial', `${trial.number}, seed ${trial.seed}`],
    ...(tested
      ? ([
          [
            'its test accuracy',
            `${percent(tested.right / tested.truth.length)} (${count(tested.right)} of ${count(tested.truth.length)} images), 95 % interval ${percents(tested.interval)}`,
          ],
        ] as [string, string][])
      : []),
    ['its test loss', metric(trial.test_loss)],
    [TITLES.epochsDone, endingWords(trial)],
    [TITLES.durationMs, duration(trial.durationMs)],
    [TITLES.parameterCount, count(trial.parameterCount)],
    [TITLES.flops, count(trial.flops)],
    [
      TITLES.latencyMs,
      trial.latencyMs === null ? 'not measured' : `${milliseconds(trial.latencyMs)}, one image alone`,
    ],
  ];
  return { kind: 'facts', facts: facts.map(([name, value]) => ({ name, value })) };
}

function endingWords({ epochs, parameters, stoppedEarly }: TrialDetail): string {
  const planned = Number(parameters.epochs);
  return stoppedEarly ? `${epochs} of ${planned}: ${stoppedEarly}` : `${epochs} of ${planned}`;
}

function replicateTable({ replicates, row, trial }: Winner): Table {
  const shown = replicates.slice(0, MOST_REPLICATES);
  const numeric = (title: string) => ({ title, numeric: true });
  const metrics = [...new Set([row.metric, 'val_accuracy', 'val_loss', 'test_accuracy'] as const)];
  return {
    kind: 'table',
    caption: `The trials of the winner, one for each seed${shown.length < replicates.length ? `: the first ${shown.length} of ${replicates.length}` : ''}. The best by ${row.metric} is emphasized.`,
    columns: [
      numeric('trial'),
      numeric('seed'),
      { title: 'state', numeric: false },
      ...metrics.map(numeric),
      numeric(TITLES.epochsDone),
      numeric(TITLES.durationMs),
    ],
    rows: shown.map((each) => [
      String(each.number),
      String(each.seed),
      each.state,
      ...metrics.map((name) => metric(each[name])),
      String(each.epochs),
      duration(each.durationMs),
    ]),
    leading: [shown.findIndex(({ number }) => number === trial.number)],
  };
}

/** What is not as it would be where a spec says nothing, and in a line what is. */
function parameterBlocks({ model, parameters }: TrialDetail, varying: readonly string[]): Block[] {
  const isUsual = (name: string, value: ParameterValue) => {
    const parameter = findParameter(name);
    return (
      parameter !== undefined &&
      !varying.includes(name) &&
      formatValue(defaultOf(parameter, model, parameters)) === formatValue(value)
    );
  };
  const lines = Object.entries(parameters);
  const chosen = [['model', model] as const, ...lines.filter((line) => !isUsual(...line))];
  const usual = lines.filter((line) => isUsual(...line));
  return [
    {
      kind: 'table',
      caption: `What was chosen for it${varying.length > 0 ? '; what varies in the sweep is emphasized' : ''}.`,
      columns: [
        { title: 'parameter', numeric: false },
        { title: 'value', numeric: false },
      ],
      rows: chosen.map(([name, value]) => [{ text: [{ code: name }] }, formatValue(value)]),
      leading: chosen.flatMap(([name], index) => (varying.includes(name) ? [index] : [])),
    },
    ...(usual.length === 0
      ? []
      : [
          quiet([
            'All else has its default: ',
            ...joined(usual.map(([name, value]) => ({ code: `${name}=${formatValue(value)}` }))),
            '.',
          ]),
        ]),
  ];
}

function layerTable({ layers, parameterCount, flops }: TrialDetail): Table {
  return {
    kind: 'table',
    caption: `Its network: ${count(parameterCount)} weights, ${count(flops)} floating-point operations an image.`,
    columns: [
      { title: 'layer', numeric: false },
      { title: 'output', numeric: true },
      { title: TITLES.parameterCount, numeric: true },
      { title: 'FLOPs', numeric: true },
    ],
    rows: layers.map((layer) => [
      layer.name,
      layer.outputShape.join(' × '),
      count(layer.weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0)),
      count(layer.flops),
    ]),
  };
}
