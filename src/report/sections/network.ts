import type { ParameterValue } from '../../configuration.ts';
import { count, latencyWords, metric } from '../../format.ts';
import { sizeOf } from '../../model/layer.ts';
import { defaultOf } from '../../model/parameter.ts';
import { findParameter } from '../../model/parameters/index.ts';
import type { NetworkTrial } from '../../store/index.ts';
import { TITLES } from '../../titles.ts';
import { formatValue } from '../../trial/varying.ts';
import { type Block, joined, quiet, type Table } from '../document.ts';
import { parameterTable } from './parameterTable.ts';

/** Metrics beside the one that ranks, in the table of a network's seeds. */
export const REPLICATE_METRICS = ['val_accuracy', 'val_loss', 'test_accuracy'];

export function testLoss({ test_loss }: NetworkTrial): [string, string][] {
  return [['its test loss', metric(test_loss)]];
}

/** The size and the speed of a network. */
export function networkFacts({
  parameterCount,
  flops,
  latencyMs,
  latency1000Ms,
}: NetworkTrial): [string, string][] {
  return [
    [TITLES.parameterCount, count(parameterCount)],
    [TITLES.flops, count(flops)],
    [TITLES.latencyMs, latencyMs === null ? 'not measured' : latencyWords(latencyMs, latency1000Ms)],
  ];
}

/** Parameters that differ from their defaults; one line has all others. */
export function networkParameters(network: NetworkTrial, varying: readonly string[]): Block[] {
  const { model, ...parameters } = network.parameters;
  const isUsual = (name: string, value: ParameterValue) => {
    const parameter = findParameter(name);
    return (
      parameter !== undefined &&
      !varying.includes(name) &&
      formatValue(defaultOf(parameter, network.model, parameters)) === formatValue(value)
    );
  };
  const lines = Object.entries(parameters);
  const chosen = lines.filter((line) => !isUsual(...line));
  const usual = lines.filter((line) => isUsual(...line));
  return [
    parameterTable({ model: network.model, ...Object.fromEntries(chosen) }, varying),
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

export function layerTable({ layers, parameterCount, flops }: NetworkTrial): Table {
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
