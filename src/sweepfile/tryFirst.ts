import type { Assignment } from '../configuration.ts';
import type { Space } from '../space/space.ts';
import { refusal } from './legalValue.ts';
import type { Mention } from './parameters/readParameters.ts';
import { readAssignment } from './readAssignment.ts';
import type { Report } from './report.ts';
import { type MappingTree, plain } from './yaml/tree.ts';

const RULE = 'must be a list of mappings such as [{learning_rate: 0.01, units: 64}]';

/**
 * `try_first` of a spec: assignments of some of its parameters, by their canonical names; undefined if there
 * is none.
 */
export function readTryFirst(
  root: MappingTree,
  mentions: readonly Mention[],
  space: Space,
  report: Report,
): readonly Assignment[] | undefined {
  const entry = root.entries.get('try_first');
  if (!entry) return undefined;
  const { value } = entry;
  if (value.type !== 'list') {
    report.error(value.place, ['try_first'], refusal('try_first', RULE, plain(value)));
    return undefined;
  }
  return value.items.flatMap((item, index) => {
    const path = ['try_first', index];
    if (item.type !== 'mapping') {
      report.error(item.place, path, refusal('try_first', RULE, plain(item)));
      return [];
    }
    return [readAssignment(item, path, { mentions, space, report })];
  });
}
