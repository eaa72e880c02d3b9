import { listed } from '../format.ts';
import type { Report } from './report.ts';
import type { MappingTree, Place } from './yaml/tree.ts';

/** Top-level keys of W&B's about where a sweep is stored and started, which happens here. */
export const UNUSED_KEYS: readonly string[] = [
  'project',
  'entity',
  'controller',
  'apiVersion',
  'kind',
  'job',
  'image_uri',
  'scheduler',
];

/** Keys of W&B's metric beyond one name and one goal. */
const UNUSED_IN_METRIC = ['impute', 'impute_while_running'];

/** Says in one line which keys of W&B's have no effect here. */
export function warnOfUnused(root: MappingTree, report: Report): void {
  const found: { readonly key: string; readonly place: Place }[] = [];
  for (const [key, { keyPlace, value }] of root.entries) {
    if (UNUSED_KEYS.includes(key)) found.push({ key, place: keyPlace });
    if (key !== 'metric' || value.type !== 'mapping') continue;
    for (const [inner, entry] of value.entries)
      if (UNUSED_IN_METRIC.includes(inner)) found.push({ key: `metric.${inner}`, place: entry.keyPlace });
  }
  const [first] = found;
  if (!first) return;
  const names = listed(found.map(({ key }) => key));
  const verb = found.length === 1 ? 'is' : 'are';
  report.warning(
    first.place,
    first.key.split('.'),
    `${names} ${verb} W&B's and ${found.length === 1 ? 'has' : 'have'} no effect here`,
  );
}
