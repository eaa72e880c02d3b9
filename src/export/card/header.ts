import { printable } from '../../printable.ts';
import type { Exporter } from '../exporter.ts';
import type { CardFacts } from './facts.ts';
import { type Plain, yamlBlock } from './yamlBlock.ts';

/** Names on Hugging Face's hub; a user's own dataset is not there. */
const HUB_NAMES: Readonly<Record<string, string>> = { 'fashion-mnist': 'zalando-datasets/fashion_mnist' };

/**
 * The header of a card that Hugging Face's hub and tools read, without the lines around it. It gives no
 * licence: whoever publishes the model chooses one. Source: https://huggingface.co/docs/hub/model-cards and
 * the `model-index` of the Papers with Code format.
 */
export function cardHeader({ trial }: CardFacts, { card }: Pick<Exporter, 'card'>): string {
  const { dataset } = trial.sweep;
  const hub = hubName(dataset);
  return yamlBlock({
    library_name: card?.library,
    pipeline_tag: 'image-classification',
    tags: [
      ...new Set(['sweep', trial.model, ...(dataset.synthetic ? ['synthetic'] : []), ...(card?.tags ?? [])]),
    ],
    ...(hub === undefined ? {} : { datasets: [hub] }),
    metrics: ['accuracy'],
    'model-index': [{ name: modelName(trial), results: results(trial) }],
  });
}

/** `cnn, trial 7`. */
export function modelName({ sweep, number }: CardFacts['trial']): string {
  return `${printable(sweep.name)}, trial ${number}`;
}

function hubName({ name, path, synthetic }: CardFacts['trial']['sweep']['dataset']): string | undefined {
  return path === undefined && !synthetic ? HUB_NAMES[name] : undefined;
}

type ScoreName = 'test_accuracy' | 'test_loss' | 'val_accuracy' | 'val_loss';

function results(trial: CardFacts['trial']): Plain[] {
  const { dataset, validation } = trial.sweep;
  const name = `${printable(dataset.name)}${dataset.synthetic ? ' (SYNTHETIC stand-in, drawn images)' : ''}`;
  const result = (split: string, title: string, keys: readonly ScoreName[]): Plain[] => {
    const metrics = keys.flatMap((key) => {
      const value = trial[key];
      const type = key.endsWith('loss') ? 'loss' : 'accuracy';
      return value === null ? [] : [{ type, value, name: `${title} ${type}` }];
    });
    if (metrics.length === 0) return [];
    return [
      {
        task: { type: 'image-classification', name: 'Image classification' },
        dataset: { name, type: hubName(dataset) ?? (dataset.synthetic ? 'synthetic' : 'custom'), split },
        metrics,
      },
    ];
  };
  return [
    ...result('test', 'Test', ['test_accuracy', 'test_loss']),
    ...(validation.kind === 'test' ? [] : result('validation', 'Validation', ['val_accuracy', 'val_loss'])),
  ];
}
