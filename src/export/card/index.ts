import type { Exporter } from '../exporter.ts';
import { modelCard } from './modelCard.ts';

export { type CardFacts, cardFacts } from './facts.ts';
export { modelCard } from './modelCard.ts';

/** The card alone, without a format. */
export const CARD: Exporter = {
  name: 'card',
  title: 'Model card',
  mainFile: 'README.md',
  card: undefined,
  needs: 'facts',
  files: (facts) => [
    { path: 'README.md', content: modelCard(facts, { title: 'Model card', card: undefined }) },
  ],
};
