import type { Distribution } from '../../space/space.ts';
import type { MappingTree } from '../yaml/tree.ts';
import { partAt } from '../yaml/tree.ts';
import { isWholeDecimal } from './chooseKind.ts';
import { reachOf } from './legalRange.ts';
import type { WrittenParameter } from './written.ts';

/** Whether a distribution draws the type of value that the parameter takes; reports it if not. */
export function drawsRightSort(
  written: WrittenParameter,
  mapping: MappingTree,
  distribution: Distribution,
): boolean {
  const { name, parameter, path, keyPlace, report } = written;
  const { kind } = parameter;
  if (!distribution.support || kind.range === 'any') return true;
  if (kind.range === 'none') {
    const hint = `List values, such as ${name}: [${(kind.choices ?? ['true', 'false']).slice(0, 2).join(', ')}].`;
    report.error(keyPlace, path, `${name} must be ${kind.description}, not a range`, hint);
    return false;
  }
  if (kind.range === 'integer' && !reachOf(written, distribution).integer) {
    const message = `${name} takes integers, but ${distribution.kind} draws other numbers too`;
    report.error(keyPlace, path, message, integerHint(written, mapping, distribution));
    return false;
  }
  return true;
}

function integerHint({ method }: WrittenParameter, mapping: MappingTree, distribution: Distribution): string {
  const decimal = ['min', 'max'].map((key) => partAt(mapping, [key])).find(isWholeDecimal);
  if (distribution.kind === 'uniform' && decimal?.type === 'scalar') {
    return `Write ${decimal.value} instead of ${decimal.source}: two whole bounds make an int_uniform.`;
  }
  if (distribution.kind === 'uniform' || method === 'grid')
    return 'Use a list of values or distribution: int_uniform.';
  if (distribution.kind.startsWith('q_')) return 'Write q as an integer.';
  return `Write distribution: q_${distribution.kind.replace(/^inv_/, '')}, whose q is 1.`;
}
