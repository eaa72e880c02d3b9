import type { ParameterValue } from '../configuration.ts';
import type { DistributionKind } from '../space/kind.ts';
import type { Distribution, Support } from '../space/space.ts';
import { legalShare, truncated } from '../space/truncated.ts';
import { show } from './show.ts';
import type { Slot } from './slot.ts';
import type { MappingTree } from './tree.ts';
import { partAt } from './tree.ts';

/** Below this share of legal draws a definition is refused: it says something else than what would be tried. */
const LEAST_SHARE = 0.1;
/** Above this share of legal draws nobody needs to hear of the others. */
const SILENT_SHARE = 0.99;

/**
 * The distribution of a numeric range, so that it draws what is legal for the parameter; undefined, and reported,
 * where that cannot be. Ranges with bounds must be legal at both. The others (normal, log_normal, beta and their
 * quantised forms) are cut off at what is legal by drawing again, with a warning that says how often.
 */
export function legalRange(
  slot: Slot,
  mapping: MappingTree,
  kind: DistributionKind,
  distribution: Distribution,
): Distribution | undefined {
  const { support } = distribution;
  if (!support) return distribution;
  return kind.keys.min ? withinBounds(slot, mapping, distribution, support) : cutOff(slot, distribution);
}

function withinBounds(slot: Slot, mapping: MappingTree, distribution: Distribution, support: Support) {
  const { name, parameter, path, report } = slot;
  const { kind } = parameter;
  let legal = true;
  for (const key of ['min', 'max'] as const) {
    if (kind.accepts(support[key])) continue;
    legal = false;
    const part = partAt(mapping, [key])!;
    const written = part.type === 'scalar' ? part.value : undefined;
    const rounded = written === support[key] ? '' : `, which q rounds to ${show(support[key])}`;
    const message = `${name}.${key} must be ${kind.description}, not ${show(written)}${rounded}`;
    report.error(part.place, [...path, key], message);
  }
  if (
    legal &&
    distribution.kind === 'int_uniform' &&
    kind.range === 'number' &&
    !mapping.entries.has('distribution')
  ) {
    const message = `${name} tries whole numbers only, because both bounds are written as integers`;
    report.warning(slot.keyPlace, path, message, `Write ${support.min}.0 for numbers in between.`);
  }
  return legal ? distribution : undefined;
}

function cutOff(slot: Slot, distribution: Distribution): Distribution | undefined {
  const { name, parameter, path, keyPlace, report } = slot;
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
