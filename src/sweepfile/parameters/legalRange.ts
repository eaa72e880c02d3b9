import type { ParameterValue } from '../../configuration.ts';
import type { DistributionKind } from '../../space/kind.ts';
import type { Distribution, Support } from '../../space/space.ts';
import { legalShare, truncated } from '../../space/truncated.ts';
import { valueText } from '../valueText.ts';
import type { MappingTree } from '../yaml/tree.ts';
import { partAt } from '../yaml/tree.ts';
import type { WrittenParameter } from './written.ts';

/** Below this share of legal draws, a definition is refused: it differs too much from what would be tried. */
const LEAST_SHARE = 0.1;
/** Above this share of legal draws, the others are not mentioned. */
const SILENT_SHARE = 0.99;

/**
 * The distribution of a numeric range, restricted to draws that are legal for the parameter; undefined, and
 * reported, if that is impossible. Ranges with bounds must be legal at both. The others (normal, log_normal,
 * beta and their quantised forms) are truncated to legal values by drawing again, with a warning that says
 * how often.
 */
export function legalRange(
  written: WrittenParameter,
  mapping: MappingTree,
  kind: DistributionKind,
  distribution: Distribution,
): Distribution | undefined {
  if (!distribution.support || written.parameter.kind.range === 'any') return distribution;
  if (!kind.keys.min) return cutOff(written, distribution);
  return withinBounds(written, mapping, distribution, reachOf(written, distribution));
}

/** The smallest and the largest number that the sweep tries; a grid begins at `min` and ends below `max`. */
export function reachOf({ method }: WrittenParameter, distribution: Distribution): Support {
  const { min, max, integer } = distribution.support!;
  const grid = method === 'grid' ? distribution.grid() : undefined;
  if (!grid) return { min, max, integer };
  const first = Number(grid.at(0));
  return { min: first, max: Number(grid.at(grid.size - 1)), integer: integer && Number.isInteger(first) };
}

function withinBounds(
  written: WrittenParameter,
  mapping: MappingTree,
  distribution: Distribution,
  reach: Support,
): Distribution | undefined {
  const { name, parameter, path, report } = written;
  const { kind } = parameter;
  const isLegal = (value: ParameterValue) => kind.accepts(value);
  const tooWide = (['min', 'max'] as const).filter((key) => !isLegal(reach[key]));
  const inferred = distribution.kind === 'int_uniform' && !mapping.entries.has('distribution');
  // No draw is ever exactly the bound: a learning rate from 0 to 0.1 is above 0.
  const excluded = reach.min + 1e-9 * (reach.max - reach.min);
  if (distribution.kind === 'uniform' && tooWide.join() === 'min' && isLegal(excluded)) {
    return truncated(distribution, isLegal);
  }
  for (const key of tooWide) {
    const part = partAt(mapping, [key])!;
    const bound = part.type === 'scalar' ? part.value : undefined;
    const tried = written.method === 'grid' ? 'and the grid tries' : 'which q rounds to';
    const rounded = bound === reach[key] ? '' : `, ${tried} ${valueText(reach[key])}`;
    const message = `${name}.${key} must be ${kind.description}, not ${valueText(bound)}${rounded}`;
    const hint =
      inferred && kind.range === 'number'
        ? `Two bounds written as integers stand for integers alone: write ${reach[key]}.0 for numbers in between.`
        : undefined;
    report.error(part.place, [...path, key], message, hint);
  }
  if (tooWide.length > 0) return undefined;
  if (inferred && kind.range === 'number') {
    const message = `${name} tries whole numbers only, because both bounds are written as integers`;
    report.warning(written.keyPlace, path, message, `Write ${reach.min}.0 for numbers in between.`);
  }
  return distribution;
}

function cutOff(written: WrittenParameter, distribution: Distribution): Distribution | undefined {
  const { name, parameter, path, keyPlace, report } = written;
  const { kind } = parameter;
  const isLegal = (value: ParameterValue) => kind.accepts(value);
  const share = legalShare(distribution, isLegal);
  const percent = `${((1 - share) * 100).toFixed(share > 0.9 ? 1 : 0)} %`;
  const draws = `about ${percent} of the draws of ${distribution.kind} are illegal for ${name}, which must be ${kind.description}`;
  if (share < LEAST_SHARE) {
    report.error(
      keyPlace,
      path,
      draws,
      'Use a distribution with min and max, such as uniform or log_uniform_values.',
    );
    return undefined;
  }
  if (share < SILENT_SHARE) report.warning(keyPlace, path, `${draws}; those are drawn again`);
  return truncated(distribution, isLegal);
}
