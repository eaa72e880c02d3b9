import type { Conditions } from '../../space/conditions.ts';
import { neededBy } from '../../space/neededBy.ts';
import type { Report } from '../report.ts';
import type { Mention } from './readParameters.ts';

/** The conditions of one parameter, by the names of the parameters that they depend on. */
export type Needs = Conditions;

/**
 * Reports parameters whose conditions form a circle, and those that never exist because their conditions
 * exclude one another.
 */
export function judgeConditions(
  needs: ReadonlyMap<Mention, Needs>,
  mentions: readonly Mention[],
  report: Report,
): void {
  const byName = new Map([...needs].map(([mention, each]) => [mention.parameter.name, each]));
  const spaceLike = new Map([...byName].map(([name, when]) => [name, { when }]));
  const written = new Map(mentions.map(({ parameter, name }) => [parameter.name, name]));
  const nameOf = (name: string) => written.get(name) ?? name;
  for (const mention of needs.keys()) {
    const { name, parameter } = mention;
    const { place, path } = { place: mention.when!.keyPlace, path: [...mention.path, 'when'] };
    const circle = circleFrom(parameter.name, byName);
    if (circle) {
      const way = circle.map(nameOf).join(' needs ');
      report.error(place, path, `The conditions of ${name} go in a circle: ${way}`, 'Remove one of them.');
      continue;
    }
    for (const [on, { values, by }] of neededBy(spaceLike, [parameter.name])) {
      if (values.length > 0) continue;
      const message = `${name} never exists: its conditions and those of ${nameOf(by)} leave no value of ${nameOf(on)}`;
      report.error(place, path, message, 'Change one of the conditions, or remove the parameter.');
    }
  }
}

/** The path from a parameter back to itself, with itself at both ends. */
function circleFrom(start: string, needs: ReadonlyMap<string, Needs>): string[] | undefined {
  const seen = new Set<string>();
  const walk = (name: string, way: readonly string[]): string[] | undefined => {
    for (const parent of Object.keys(needs.get(name) ?? {})) {
      if (parent === start) return [...way, start];
      if (seen.has(parent)) continue;
      seen.add(parent);
      const found = walk(parent, [...way, parent]);
      if (found) return found;
    }
    return undefined;
  };
  return walk(start, [start]);
}
