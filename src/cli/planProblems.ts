import type { Configuration } from '../configuration.ts';
import { count, plural } from '../format.ts';
import { Misfit } from '../model/misfit.ts';
import { leftOutOf } from '../sampler/leftOut.ts';
import { isKnownBeforehand } from '../sampler/proposeAll.ts';
import type { SweepPlan } from '../sweep/planSweep.ts';
import type { SpecPlaces, Where } from '../sweepfile/places.ts';
import type { Problem } from '../sweepfile/problem.ts';
import { MOST_PROBLEMS } from '../sweepfile/report.ts';
import type { Spec } from '../sweepfile/spec.ts';
import { formatValue } from '../trial/varying.ts';

/** A checked spec, with the places of its keys. */
interface Written {
  readonly spec: Spec;
  readonly places: SpecPlaces;
}

/** Reports the networks of a plan that cannot be built, each at the value that is most likely to blame. */
export function impossibleProblems({ places }: Written, { impossible }: SweepPlan): Problem[] {
  return impossible.slice(0, MOST_PROBLEMS).map(({ configuration, error }) => {
    const names = error instanceof Misfit ? error.parameters : [];
    const placed = names.map((name) => ({ name, where: placeOf(places, configuration, name) }));
    const where = placed.find((each) => each.where)?.where ?? places.key('parameters');
    const values = placed.map(({ name, where: at }) => {
      const place = at ? (at.line === undefined ? ` (${at.path})` : ` (line ${at.line})`) : '';
      return `${name} ${formatValue(configuration[name])}${place}`;
    });
    const reason = error.message.replace(/\.$/, '');
    const message = values.length > 0 ? `${reason}, with ${values.join(', ')}` : reason;
    return { ...where, message, ...(error.hint ? { hint: error.hint } : {}), severity: 'error' };
  });
}

function placeOf(places: SpecPlaces, configuration: Configuration, name: string): Where | undefined {
  const value = configuration[name];
  return value === undefined ? undefined : places.value(name, value);
}

/**
 * Warns of grid cells that `run_cap` leaves out, and of configurations that it asks for and a random sweep
 * has not found; never of a search that learns.
 */
export function capWarnings({ spec, places }: Written, plan: SweepPlan): Problem[] {
  const { runCap } = spec;
  if (runCap === undefined || plan.impossible.length > 0 || !isKnownBeforehand(spec)) return [];
  const found = plan.configurations.length;
  const warning = (message: string, hint: string): Problem[] => [
    { ...places.key('run_cap'), message, hint, severity: 'warning' },
  ];
  if (plan.cells === undefined) {
    if (found === runCap) return [];
    const message = `run_cap asks for ${count(runCap)} configurations, but no more than ${count(found)} different ones were found`;
    return warning(message, 'The space holds no more, or others are drawn very rarely.');
  }
  const walked = found + plan.collapsed;
  if (found < runCap || walked >= plan.cells) return [];
  const never = leftOutOf(spec, walked).map(({ parameter, values, count: all }) => {
    const tried = spec.space.get(parameter)!.grid()!;
    if (tried.size - all === 1) return `${parameter} stays ${formatValue(tried.at(0))}`;
    const more = all > values.length ? ` and ${count(all - values.length)} more` : '';
    return `${parameter} is never ${values.map(formatValue).join(', ')}${more}`;
  });
  const rest = never.length > 0 ? never.join('; ') : 'every value is tried, but not with all others';
  const cells = plan.cells < 1e15 ? plural(plan.cells, 'cell') : 'very many cells';
  return warning(
    `run_cap ends the grid after ${count(walked)} of ${cells}; ${rest}`,
    'Raise run_cap, or use method: random, which draws from all values.',
  );
}
