import type { Assignment, ParameterValue } from '../configuration.ts';
import type { Space } from '../space/space.ts';
import { refusal } from './legalValue.ts';
import type { Mention } from './parameters/readParameters.ts';
import { labelOf } from './readEntry.ts';
import type { Report } from './report.ts';
import { didYouMean } from './suggest.ts';
import { nameText } from './valueText.ts';
import { type MappingTree, plain } from './yaml/tree.ts';

const RULE = 'must be a list of mappings such as [{learning_rate: 0.01, units: 64}]';

/** `try_first` of a spec: assignments of some of its parameters, by their canonical names; undefined where there is none. */
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
  const names = [...new Set(['model', ...mentions.map(({ name }) => name)])].filter(
    (name) => name !== 'model' || space.has(name),
  );
  return value.items.flatMap((item, index) => {
    const path = ['try_first', index];
    if (item.type !== 'mapping') {
      report.error(item.place, path, refusal('try_first', RULE, plain(item)));
      return [];
    }
    const assigned: Record<string, ParameterValue> = {};
    for (const [key, { keyPlace, value: written }] of item.entries) {
      const mention = mentions.find(({ name, parameter }) => key === name || key === parameter.name);
      const canonical = mention?.parameter.name ?? key;
      const distribution = space.get(canonical);
      if (!distribution) {
        const message = `try_first names ${nameText(key)}, which is no parameter of this sweep`;
        report.error(keyPlace, [...path, key], message, didYouMean(key, names));
        continue;
      }
      const given = plain(written) as ParameterValue;
      const kind = mention?.parameter.kind;
      const read = kind?.accepts(given) ? kind.normalize(given) : given;
      if (distribution.contains(read)) assigned[canonical] = read;
      else {
        const rule = 'must be a value that the sweep may try';
        report.error(written.place, [...path, key], refusal(labelOf([...path, key]), rule, given));
      }
    }
    return [assigned];
  });
}
