import type { Assignment, ParameterValue } from '../../configuration.ts';
import type { Space } from '../../space/space.ts';
import type { Spec } from '../spec.ts';
import { valueText } from '../valueText.ts';

/**
 * The roles of a spec's parameters, in the words of the "Deep Learning Tuning Playbook" (V. Godbole et al.,
 * 2023): the values of the scientific ones are compared, the nuisance ones are tuned for each of these alike,
 * and those with a single value are fixed.
 */
export const ROLES = ['scientific', 'nuisance', 'fixed'] as const;
export type Role = (typeof ROLES)[number];

export interface Roles {
  /** The canonical names of the scientific parameters, sorted; at least one. */
  readonly scientific: readonly string[];
}

/** Most combinations of scientific values. */
export const MOST_SCIENTIFIC = 50;

/**
 * Every combination of the values of the scientific parameters, in the order of their lists, the last
 * parameter changing fastest; empty for a spec without roles.
 */
export function scientificValues({ roles, space }: Pick<Spec, 'roles' | 'space'>): Assignment[] {
  return roles ? combinations(space, roles.scientific) : [];
}

export function combinations(space: Space, names: readonly string[]): Assignment[] {
  let found: Assignment[] = [{}];
  for (const name of names) {
    const grid = space.get(name)!.grid()!;
    const values = Array.from({ length: grid.size }, (_, at) => grid.at(at));
    found = found.flatMap((each) => values.map((value) => ({ ...each, [name]: value })));
  }
  return found;
}

/** The scientific parameters of a sweep's canonical spec; none if it has no roles. */
export function storedScientific(specJson: string): readonly string[] {
  return Object.keys((JSON.parse(specJson) as { readonly roles?: object }).roles ?? {});
}

/**
 * The scientific values of a configuration, such as `model cnn`: configurations that have the same are
 * compared with one another while the nuisance parameters are tuned. Empty without scientific parameters.
 */
export function scientificText(scientific: readonly string[], configuration: Assignment): string {
  return scientific.map((name) => `${name} ${valueText(configuration[name]!)}`).join(', ');
}

/** Whether a configuration has these values. */
export function hasValues(configuration: Assignment, values: Assignment): boolean {
  return Object.entries(values).every(([name, value]) => isSame(configuration[name], value));
}

function isSame(a: ParameterValue | undefined, b: ParameterValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
