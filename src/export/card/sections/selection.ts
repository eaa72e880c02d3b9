import { mean, sampleStandardDeviation } from 'simple-statistics';
import { count, plural, spread } from '../../../format.ts';
import { codeMarkdown, escapeMarkdown } from '../../../markdown.ts';
import type { CardFacts } from '../facts.ts';
import { parts, table } from '../markdown.ts';
import { metricWords } from './summary.ts';

const METHODS: Readonly<Record<string, string>> = {
  grid: 'a grid search',
  random: 'a random search',
  bayes: 'a Bayesian search',
};

/** How the sweep found it, and the results of the same configuration with other seeds. */
export function selection(facts: CardFacts): string {
  const { trial, selection, replicates } = facts;
  const { sweep } = trial;
  const { rank, ranked, completed, varied, equal, finals } = selection;
  const over = varied.length > 0 ? ` over ${varied.map(codeMarkdown).join(', ')}` : '';
  const method = METHODS[sweep.method] ?? `a search by ${sweep.method}`;
  const goal = sweep.goal === 'maximize' ? 'highest' : 'lowest';
  const averaged = sweep.replicates > 1 || finals !== '' ? ', the mean of its replicates' : '';
  const place =
    rank === null
      ? 'Its configuration has no rank.'
      : `Its configuration ranks ${count(rank)} of ${count(ranked)} by ${metricWords(trial)}${averaged}, the ${goal} first.`;
  return parts(
    '## How it was chosen',
    `It is trial ${trial.number} of the sweep ${escapeMarkdown(sweep.name)}: ${method}${over}, ${plural(ranked, 'configuration')} and ${plural(completed, 'completed trial')}. ${place}${sweep.state === 'completed' ? '' : ' The sweep has not ended, and ranks may change.'}`,
    finals !== '' && escapeMarkdown(finals),
    rank === 1 && equal !== undefined && escapeMarkdown(equal),
    sweep.rankedOn === 'validation' &&
      (ranked > 1
        ? 'The test images have no part in that ranking. The validation numbers of what comes first are flattered by it: the best of several is partly the luckiest.'
        : 'The test images have no part in that ranking.'),
    replicates.length > 1 && replicatesPart(facts),
  );
}

function replicatesPart({ trial, replicates }: CardFacts): string {
  const keys = ['val_accuracy', 'val_loss', 'test_accuracy', 'test_loss'] as const;
  const rows = keys.flatMap((key) => {
    const values = replicates.flatMap(({ metrics }) => metrics[key] ?? []);
    if (values.length < 2) return [];
    return [[codeMarkdown(key), spread(mean(values), sampleStandardDeviation(values))]];
  });
  const place = replicates.findIndex(({ trials }) => trials[0] === trial.number) + 1;
  const which =
    place === 1
      ? `this one is the best of them by ${metricWords(trial)}, whose value is flattered by that`
      : `this one is number ${place} of them by ${metricWords(trial)}`;
  return parts(
    `The sweep trained the same configuration with ${plural(replicates.length, 'seed')}; ${which}. Mean ± standard deviation over them:`,
    table(['metric', 'mean ± sd:'], rows),
  );
}
