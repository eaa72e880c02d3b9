import { expect, it } from 'vitest';
import { cardFacts, modelCard } from '../../src/export/card/index.ts';
import { LATEX } from '../../src/export/data/latex/index.ts';
import { excerpt, fileOf } from '../export/data/filled.ts';
import { begin, complete, planned } from '../store/sweeps.ts';
import { filled, rendered } from './reports.ts';

it('reports, model cards and LaTeX tables say that finals rank, and what the best of the search came to', async () => {
  const db = filled((open) => {
    const specJson = JSON.stringify({ name: 'cnn', finals: { top: 2, seeds: 2 } });
    const sweep = begin(open, { specJson, method: 'bayes' });
    const cells = [planned({}), planned({ optimizer: 'sgd' }), planned({ units: 3 })];
    for (const trial of sweep.planTrials(cells, [7])) complete(sweep, trial, 0.91 - trial.number / 100);
    for (const trial of sweep.planTrials(cells.slice(0, 2), [8, 9], 1)) complete(sweep, trial, 0.84);
    sweep.end('completed');
  });
  const many = 'The 2 best of the search are finalists, trained with 2 more seeds each.';
  const first =
    'The best of the search, trial 1, had val_accuracy 0.9000 with its one seed and has 0.8600 over all 3, which is worse by 0.0400; it ranks 1.';
  const { section } = await rendered(db);
  const card = modelCard(cardFacts(db, 1), { title: 'Model card', card: undefined });
  const latex = fileOf(LATEX, excerpt(db, 'trials')).toString();
  for (const text of [section('verdict')!, card, latex.replaceAll('\\_', '_')]) {
    expect(text).toContain(many);
    expect(text).toContain(first);
  }
  expect(card).toContain('a Bayesian search');
});
