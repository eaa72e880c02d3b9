import { escapeMarkdown } from '../../markdown.ts';
import type { ExportedFile, Exporter } from '../exporter.ts';
import type { CardFacts } from './facts.ts';
import { filesPart } from './files.ts';
import { cardHeader, modelName } from './header.ts';
import { parts } from './markdown.ts';
import { again } from './sections/again.ts';
import { data } from './sections/data.ts';
import { limits } from './sections/limits.ts';
import { network } from './sections/network.ts';
import { scores } from './sections/scores.ts';
import { selection } from './sections/selection.ts';
import { speed } from './sections/speed.ts';
import { summary } from './sections/summary.ts';

/**
 * The model card of a completed trial, in Hugging Face's format, as it lies beside the files of an export.
 * `beside` are those files, including the spec `sweep.yaml`; empty for a card alone.
 */
export function modelCard(
  facts: CardFacts,
  exporter: Pick<Exporter, 'card' | 'title'>,
  beside: readonly ExportedFile[] = [],
): string {
  const { trial } = facts;
  const text = parts(
    `---\n${cardHeader(facts, exporter)}\n---`,
    `# ${escapeMarkdown(modelName(trial))}`,
    summary(facts),
    exporter.card && parts('## How to use it', exporter.card.usage(trial).trim()),
    network(facts),
    data(facts),
    selection(facts),
    scores(facts),
    limits(facts),
    speed(facts),
    again(facts, beside.length > 0),
    beside.length > 0 && filesPart(beside),
  );
  return `${text}\n`;
}
