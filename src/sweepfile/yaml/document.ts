import type { Document } from 'yaml';
import type { Report } from '../report.ts';
import { hasFlatFlow, joinFlowLines } from './flowLines.ts';
import { treeOf } from './fromYaml.ts';
import { parseYaml } from './parseYaml.ts';
import { explain } from './syntaxErrors.ts';
import type { MappingTree } from './tree.ts';

const START = { offset: 0 };
const MOST_SYNTAX_ERRORS = 10;
const MINIMAL = 'A minimal spec: two lines, "method: grid" and "parameters: {optimizer: [sgd, adam]}".';

/**
 * The mapping in a spec's text, read as YAML 1.2 with merge keys; undefined, and reported, if it cannot be
 * read.
 */
export function readDocument(text: string, report: Report): MappingTree | undefined {
  const documents = parseAsWritten(text, report);
  if (!reportSyntax(documents, text.trimEnd().length, report)) return undefined;
  const full = documents.filter(({ contents }) => contents !== null && !isBlank(text, contents));
  const [first, second] = full;
  if (!first) {
    report.error(START, [], 'The spec is empty', MINIMAL);
    return undefined;
  }
  if (second) {
    report.error(
      { offset: second.contents!.range![0] },
      [],
      'A second document begins here; a spec is a single one',
      'Remove the line --- before it, or put it in a file of its own.',
    );
  }
  const tree = treeOf(first, report);
  if (tree.type === 'mapping') return tree;
  const [found, hint] =
    tree.type === 'list'
      ? ['a list', 'Remove the dashes before the top-level keys.']
      : ['plain text', 'Every key needs a colon and a space behind it.'];
  report.error(
    tree.place,
    [],
    `A spec is a mapping of keys such as method and parameters, not ${found}`,
    hint,
  );
  return undefined;
}

/** Bracketed lists and mappings with unindented lines are accepted if nothing else is wrong with the text. */
function parseAsWritten(text: string, report: Report): Document[] {
  const documents = parseYaml(text, report);
  if (!hasFlatFlow(documents)) return documents;
  const joined = parseYaml(joinFlowLines(text), report);
  return joined.some(({ errors }) => errors.length > 0) ? documents : joined;
}

/** Reports the first syntax error of each line up to `end`; false if there are any. */
function reportSyntax(documents: readonly Document[], end: number, report: Report): boolean {
  const errors = documents.flatMap((document) => [...document.errors, ...document.warnings]);
  const reportedLines = new Set<number>();
  for (const error of errors) {
    const offset = Math.min(error.pos[0], end);
    const { line } = report.position(offset);
    if (reportedLines.has(line) || reportedLines.size >= MOST_SYNTAX_ERRORS) continue;
    reportedLines.add(line);
    const { message, hint } = explain(error);
    report.error({ offset }, [], message, hint);
  }
  return errors.length === 0;
}

/** An empty document after a --- has a null that is written nowhere. */
function isBlank(text: string, contents: NonNullable<Document['contents']>): boolean {
  const [start, end] = contents.range!;
  return text.slice(start, end).trim() === '';
}
