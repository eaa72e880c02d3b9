import { integer } from '../model/value.ts';
import { refusal, schemaOf } from './legalValue.ts';
import { read, refuseUnknownKeys } from './readEntry.ts';
import type { Report } from './report.ts';
import { type MappingTree, plain } from './yaml/tree.ts';

/** The trainings that follow a search: its best configurations once more, with other seeds. */
export interface Finals {
  /** Number of configurations. */
  readonly top: number;
  /** Number of seeds that each of them is trained with in addition to its earlier ones. */
  readonly seeds: number;
}

/** Further trainings that were asked for once the sweep had ended (`sweep confirm`), as they are stored with it. */
export interface Confirmed extends Finals {
  /** Hashes of the configurations that compete. */
  readonly contenders: readonly string[];
  /** Number of completed trials of the search when they were chosen. */
  readonly searched: number;
  /** The state of the sweep before. */
  readonly searchState: 'completed' | 'interrupted';
}

const SCHEMAS = {
  top: schemaOf<number>(integer(1, 1000)),
  seeds: schemaOf<number>(integer(1, 100)),
};

/** `finals` of a spec; undefined if there is none or it is wrong. */
export function readFinals(root: MappingTree, report: Report): Finals | undefined {
  const entry = root.entries.get('finals');
  if (!entry) return undefined;
  const { keyPlace, value } = entry;
  const path = ['finals'];
  const rule = 'must be a mapping such as {top: 10, seeds: 2}';
  if (value.type !== 'mapping') {
    report.error(value.place, path, refusal('finals', rule, plain(value)));
    return undefined;
  }
  refuseUnknownKeys(value, Object.keys(SCHEMAS), path, report);
  const number = (key: keyof Finals, meaning: string): number | undefined => {
    const part = value.entries.get(key);
    if (part) return read(SCHEMAS[key], part, [...path, key], report);
    report.error(keyPlace, [...path, key], `finals.${key} is missing: it says ${meaning}`);
    return undefined;
  };
  const top = number('top', 'how many configurations are trained again');
  const seeds = number('seeds', 'how many more seeds each of them is trained with');
  return top === undefined || seeds === undefined ? undefined : { top, seeds };
}

/** The finals of a stored sweep, by its canonical spec or else as asked for later; undefined if there are none. */
export function storedFinals(specJson: string, confirmed: Confirmed | undefined): Finals | undefined {
  const { finals } = JSON.parse(specJson) as { readonly finals?: Finals };
  return finals ?? (confirmed && { top: confirmed.top, seeds: confirmed.seeds });
}
