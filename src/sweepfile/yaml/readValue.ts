import { shortened } from '../../printable.ts';
import type { Report } from '../report.ts';
import { treeOf } from './fromYaml.ts';
import { parseYaml } from './parseYaml.ts';
import { explain } from './syntaxErrors.ts';
import type { Place, Tree } from './tree.ts';

/**
 * The single YAML value in an option of the command line; undefined, and reported with `hint`, if it holds
 * none.
 */
export function readValue(text: string, place: Place, report: Report, hint: string): Tree | undefined {
  const documents = parseYaml(text, report, place);
  if (documents.length === 0) return { type: 'scalar', place, value: null, source: '', plain: true };
  const [document] = documents;
  const error = document && [...document.errors, ...document.warnings][0];
  if (document && documents.length === 1 && !error) return treeOf(document, report, place);
  const message = error ? explain(error).message : 'This is not a single YAML value';
  report.error(place, [], `${message}: ${shortened(text, 60)}`, hint);
  return undefined;
}
