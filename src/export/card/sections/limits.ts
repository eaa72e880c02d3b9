import { count, plural } from '../../../format.ts';
import type { CardFacts } from '../facts.ts';
import { parts } from '../markdown.ts';

/** The limits of its numbers: statements that are true of every such trial, or known of this one. */
export function limits({ trial, replicates }: CardFacts): string {
  const { input, synthetic, trainCount, testCount } = trial.sweep.dataset;
  const [height, width] = input.shape;
  const seeds =
    replicates.length > 1
      ? `These are the weights of one seed, ${trial.seed}; ${plural(replicates.length, 'seed')} were tried, and another one gives other numbers.`
      : `It was trained with one seed, ${trial.seed}: how much its numbers owe to that seed is not known.`;
  const lines = [
    seeds,
    synthetic
      ? 'It has seen drawings alone; how it does on photographs is not measured.'
      : 'The test images come with the training images, from the same dataset: how it does on images that were made otherwise is not measured.',
    `It names one of its ${count(input.classes)} classes for every image, also for one that shows none of them, and takes no other size than ${height}×${width}.`,
    `Beyond the numbers above nothing was checked: not its fairness between groups of people or things, not noise, other light, cut or turned images, nor images that are made to mislead it. Whether the ${count(trainCount + testCount)} images are rightly labelled was not checked either.`,
    'No licence is named in the header: whoever publishes it adds one, and looks what the licence of the dataset allows.',
  ];
  return parts('## Limits', lines.map((line) => `- ${line}`).join('\n'));
}
