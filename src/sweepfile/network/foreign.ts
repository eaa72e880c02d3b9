import { listed } from '../../format.ts';
import { findWritable, writableNames } from '../../model/parameters/index.ts';
import { Abandoned, type Report } from '../report.ts';
import { didYouMean } from '../suggest.ts';
import { nameText } from '../valueText.ts';
import type { MappingTree } from '../yaml/tree.ts';
import { NETWORK_FIELDS } from './fields.ts';
import { GROUP_NAMES } from './groups.ts';

const SIGNS = [...Object.keys(NETWORK_FIELDS), ...GROUP_NAMES];
/** One unknown name may be a mistake; this many unlike any of ours are a program's. */
const FEWEST = 2;
const MOST_SHOWN = 4;
/** Names that are checked: the first ones of a long spec are enough. */
const MOST_JUDGED = 100;

/**
 * Refuses a spec without a program whose parameters are a program's, such as a W&B file for a function in
 * Python.
 */
export function refuseForeign(root: MappingTree, report: Report): void {
  const parameters = root.entries.get('parameters')?.value;
  if (parameters?.type !== 'mapping' || SIGNS.some((key) => root.entries.has(key))) return;
  const legal = writableNames();
  const foreign = [...parameters.entries]
    .slice(0, MOST_JUDGED)
    .filter(([name]) => !findWritable(name.normalize()) && didYouMean(name, legal) === undefined);
  if (foreign.length < FEWEST) return;
  const shown = foreign.slice(0, MOST_SHOWN).map(([name]) => nameText(name));
  const more = foreign.length > MOST_SHOWN ? ['others'] : [];
  report.error(
    foreign[0]![1].keyPlace,
    ['parameters', foreign[0]![0]],
    `The spec names no program, and networks have no parameters ${listed([...shown, ...more])}`,
    'Name what is to be run, such as program: train.py or --set program=train.py; without it, the spec trains networks on images.',
  );
  throw new Abandoned();
}
