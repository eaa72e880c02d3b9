import type { Assignment, ParameterValue } from '../../configuration.ts';
import { configure } from '../../model/configure.ts';
import type { ModelName } from '../../model/modelName.ts';
import { defaultOf } from '../../model/parameter.ts';
import { findParameter } from '../../model/parameters/index.ts';
import { resolveWords } from '../../model/parameters/words.ts';
import { Random } from '../../random.ts';
import { existing } from '../../space/conditions.ts';
import type { Space } from '../../space/space.ts';
import type { Mention } from '../parameters/readParameters.ts';
import type { Report } from '../report.ts';

/** Assignments drawn to find out whether a parameter ever has an effect. */
const DRAWS = 400;

/** Warns of each parameter that changes nothing in any configuration of the sweep. */
export function warnOfNoEffect(
  mentions: readonly Mention[],
  space: Space,
  models: readonly ModelName[],
  report: Report,
): void {
  const optimizers = optimizersOf(space);
  const effective = effectiveNames(space, models);
  for (const { parameter: written, name, keyPlace, path } of mentions) {
    const parameter = findParameter(written.name);
    if (!parameter) continue;
    if (parameter.models && !parameter.models.some((model) => models.includes(model))) {
      report.warning(
        keyPlace,
        path,
        `${name} has no effect on ${models.join(' or ')}`,
        `It is for ${parameter.models.join(', ')}.`,
      );
    } else if (
      parameter.optimizers &&
      !parameter.optimizers.some((optimizer) => optimizers.includes(optimizer))
    ) {
      report.warning(
        keyPlace,
        path,
        `${name} has no effect with the optimizer ${optimizers.join(' or ')}`,
        `It is for ${parameter.optimizers.join(', ')}.`,
      );
    } else if (!effective.has(parameter.name)) {
      report.warning(
        keyPlace,
        path,
        `${name} has no effect with the other parameters of this sweep`,
        parameter.help,
      );
    }
  }
}

/** Every optimizer that the sweep may try. */
function optimizersOf(space: Space): string[] {
  const optimizer = findParameter('optimizer')!;
  const grid = space.get('optimizer')?.grid();
  if (!grid) return [String(defaultOf(optimizer, 'cnn', {}))];
  return Array.from({ length: grid.size }, (_, index) =>
    String(resolveWords({ optimizer: grid.at(index) }).optimizer),
  );
}

function effectiveNames(space: Space, models: readonly ModelName[]): Set<string> {
  const names = new Set<string>();
  for (let draw = 0; draw < DRAWS; draw++) {
    const drawn = drawAssignment(space, Random.of(0, 'effects', draw));
    for (const model of models) {
      const assigned = existing(space, { ...drawn, model });
      const effective = Object.keys(configure(assigned));
      // A parameter that never exists has its default there, and an effect of the default is not the spec's.
      for (const name of effective) if (name in assigned || !space.has(name)) names.add(name);
    }
  }
  return names;
}

function drawAssignment(space: Space, random: Random): Assignment {
  const assigned: Record<string, ParameterValue> = {};
  for (const [name, distribution] of space) assigned[name] = distribution.sample(random);
  return assigned;
}
