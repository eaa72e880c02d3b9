import { count, plural } from '../../../format.ts';
import { codeMarkdown, escapeMarkdown } from '../../../markdown.ts';
import { countUntrained } from '../../../model/buildLayers.ts';
import { sizeOf } from '../../../model/layer.ts';
import { formatValue } from '../../../trial/varying.ts';
import type { CardFacts } from '../facts.ts';
import { parts, table } from '../markdown.ts';

/** Layers, weights and settings of the training. */
export function network({ trial }: CardFacts): string {
  const { layers, parameterCount, flops, sweep } = trial;
  const { model: _, ...parameters } = trial.parameters;
  const untrained = countUntrained(layers);
  const averages =
    untrained > 0 ? `, ${count(untrained)} of them moving averages, which are not trained` : '';
  const rows = layers.map((layer) => [
    escapeMarkdown(layer.name),
    'activation' in layer ? escapeMarkdown(layer.activation) : '',
    layer.outputShape.join(' × '),
    count(layer.weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0)),
    count(layer.flops),
  ]);
  return parts(
    '## The network',
    `Its input is an image of ${sweep.dataset.input.shape.join(' × ')} (height, width, channels); its output, a probability for each of the classes.`,
    table(['layer', 'activation', 'output:', 'weights:', 'FLOPs:'], rows),
    `${plural(parameterCount, 'weight')} (float32${averages}), ${count(flops)} FLOPs an image.`,
    'It was trained with these parameters:',
    table(
      ['parameter', 'value'],
      Object.entries(parameters).map(([name, value]) => [
        codeMarkdown(name),
        escapeMarkdown(formatValue(value)),
      ]),
    ),
  );
}
