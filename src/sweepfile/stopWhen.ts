import { integer } from '../model/value.ts';
import { refusal, schemaOf } from './legalValue.ts';
import { read, refuseUnknownKeys } from './readEntry.ts';
import type { Report } from './report.ts';
import { type MappingTree, plain } from './yaml/tree.ts';

const count = schemaOf<number>(integer(1, 100_000));

/** `stop_when.no_gain_in` of a spec; undefined if there is none or it is wrong. */
export function readStopWhen(root: MappingTree, report: Report): number | undefined {
  const entry = root.entries.get('stop_when');
  if (!entry) return undefined;
  const { value } = entry;
  const path = ['stop_when'];
  if (value.type !== 'mapping' || value.entries.size === 0) {
    report.error(
      value.place,
      path,
      refusal('stop_when', 'must be a mapping such as {no_gain_in: 30}', plain(value)),
    );
    return undefined;
  }
  refuseUnknownKeys(value, ['no_gain_in'], path, report);
  const noGainIn = value.entries.get('no_gain_in');
  return noGainIn && read(count, noGainIn, [...path, 'no_gain_in'], report);
}
