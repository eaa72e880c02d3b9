import type { Dialect } from './dialect.ts';
import { module } from './module/dialect.ts';
import { network } from './network/dialect.ts';
import { program } from './program/dialect.ts';
import type { Report } from './report.ts';
import type { MappingTree } from './yaml/tree.ts';

/** The last one is for specs without a sign of any dialect. */
export const DIALECTS: readonly Dialect[] = [program, module, network];

/** The dialect of a spec; reports signs of two dialects. */
export function dialectOf(root: MappingTree, overridden: readonly string[], report: Report): Dialect {
  const isThere = (sign: string) => root.entries.has(sign) || overridden.includes(sign);
  const found = DIALECTS.filter(({ signs }) => signs.some(isThere));
  const [first, second] = found.map(({ signs }) => signs.find(isThere)!);
  if (second !== undefined) {
    const place = root.entries.get(second)?.keyPlace ?? { option: `--set ${second}` };
    const message = `A spec has either ${first} or ${second}, not both`;
    report.error(place, [second], message, 'Remove one of them: it says what every trial runs.');
  }
  return found[0] ?? DIALECTS.at(-1)!;
}
