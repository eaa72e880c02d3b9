import type { CardFacts } from './card/facts.ts';
import { modelCard } from './card/modelCard.ts';
import type { ExportedFile, Exporter } from './exporter.ts';
import { SPEC_FILE, trialAsSpec } from './yaml.ts';

export const CARD_FILE = 'README.md';

/** What an exporter is given; `weights` are there where it needs them. */
export interface Exported {
  readonly facts: CardFacts;
  readonly weights?: readonly Float32Array[] | undefined;
}

/** The files of an export but for the card and the spec, which every folder has. */
export async function exportFiles(
  exporter: Exporter,
  { facts, weights }: Exported,
): Promise<readonly ExportedFile[]> {
  if (exporter.needs === 'facts') return exporter.files(facts);
  if (exporter.needs === 'trial') return exporter.files(facts.trial);
  if (!weights) throw new TypeError(`the format ${exporter.name} needs weights`);
  return exporter.files({ trial: facts.trial, weights });
}

/** An export whole: the exporter's files, the card and the spec, by their names. */
export async function exportFolder(exporter: Exporter, exported: Exported): Promise<ExportedFile[]> {
  const files = await exportFiles(exporter, exported);
  const own = files.filter(({ path }) => path !== CARD_FILE && path !== SPEC_FILE);
  const beside = [...own, { path: SPEC_FILE, content: trialAsSpec(exported.facts.trial) }];
  const card = { path: CARD_FILE, content: modelCard(exported.facts, exporter, beside) };
  return [...beside, card].sort((a, b) => (a.path < b.path ? -1 : 1));
}
