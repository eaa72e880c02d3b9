import type { Distribution } from '../space/space.ts';
import { isWholeDecimal } from './infer.ts';
import type { Slot } from './slot.ts';
import type { MappingTree } from './tree.ts';
import { partAt } from './tree.ts';

/** Whether a distribution draws the sort of value that the parameter takes; reports where it does not. */
export function suits(slot: Slot, mapping: MappingTree, distribution: Distribution): boolean {
  const { name, parameter, path, keyPlace, report } = slot;
  const { kind } = parameter;
  const { support } = distribution;
  if (!support) return true;
  if (kind.range === 'none') {
    const hint = `List values, such as ${name}: [${(kind.choices ?? ['true', 'false']).slice(0, 2).join(', ')}].`;
    report.error(keyPlace, path, `${name} must be ${kind.description}, not a range`, hint);
    return false;
  }
  if (kind.range === 'integer' && !support.integer) {
    const message = `${name} takes integers, but ${distribution.kind} draws other numbers too`;
    report.error(keyPlace, path, message, integerHint(slot, mapping, distribution));
    return false;
  }
  return true;
}

function integerHint({ method }: Slot, mapping: MappingTree, distribution: Distribution): string {
  const decimal = ['min', 'max'].map((key) => partAt(mapping, [key])).find(isWholeDecimal);
  if (distribution.kind === 'uniform' && decimal?.type === 'scalar') {
    return `Write ${decimal.value} instead of ${decimal.source}: two whole bounds make an int_uniform.`;
  }
  if (distribution.kind === 'uniform' || method === 'grid')
    return 'Use a list of values or distribution: int_uniform.';
  if (distribution.kind.startsWith('q_')) return 'Write q as an integer.';
  return `Write distribution: q_${distribution.kind.replace(/^inv_/, '')}, whose q is 1.`;
}
