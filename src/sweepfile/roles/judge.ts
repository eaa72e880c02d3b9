import type { Assignment, ParameterValue } from '../../configuration.ts';
import { Random } from '../../random.ts';
import { existing } from '../../space/conditions.ts';
import type { Space } from '../../space/space.ts';
import { trainableOf } from '../../trainable/index.ts';
import { valueText } from '../valueText.ts';
import type { MappingTree, Path, Place } from '../yaml/tree.ts';
import { partAt } from '../yaml/tree.ts';
import type { Named, RolesReading } from './read.ts';
import { combinations, hasValues, MOST_SCIENTIFIC } from './roles.ts';

/** Number of drawn configurations that show whether a scientific parameter always has an effect. */
const DRAWS = 64;

/** Reports all that keeps the scientific values from a fair comparison; false if there is anything. */
export function judgeRoles(root: MappingTree, named: readonly Named[], reading: RolesReading): boolean {
  const { report, space } = reading;
  let isSound = true;
  const refuse = (place: Place, path: Path, message: string, hint: string) => {
    report.error(place, path, message, hint);
    isSound = false;
  };
  for (const each of named) {
    const fault = faultOf(each, space);
    if (fault) refuse(each.entry.value.place, ['roles', each.written], ...fault);
  }
  for (const [path, message, hint] of foreignKeys(root, named, reading)) {
    const part = partAt(root, path);
    if (part) refuse(part.place, path, message, hint);
  }
  if (!isSound) return false;
  const scientific = named.filter(({ role }) => role === 'scientific');
  const names = scientific.map(({ parameter }) => parameter);
  const { keyPlace } = root.entries.get('roles')!;
  const count = names.reduce((product, name) => product * space.get(name)!.drawable, 1);
  if (count > MOST_SCIENTIFIC) {
    const message = `The scientific parameters have ${count} combinations of values; at most ${MOST_SCIENTIFIC} are compared`;
    refuse(keyPlace, ['roles'], message, 'List fewer values, or make a parameter nuisance.');
    return false;
  }
  const { runCap } = reading;
  if (runCap !== undefined && runCap % count !== 0) {
    const message = `run_cap ${runCap} cannot be shared alike by the ${count} scientific values`;
    const place = root.entries.get('run_cap')!.value.place;
    const [below, above] = [runCap - (runCap % count), runCap + count - (runCap % count)];
    const hint = `Use ${[below, above].filter((each) => each > 0).join(' or ')}: each gets a ${ordinal(count)} of it.`;
    refuse(place, ['run_cap'], message, hint);
  }
  const without = withoutEffect(names, reading);
  if (without) {
    const { written, entry } = scientific.find(({ parameter }) => parameter === without.parameter)!;
    const message = `${written} is scientific, but changes nothing in some configurations, such as one with ${without.example}`;
    refuse(
      entry.value.place,
      ['roles', written],
      message,
      'Fix what decides about it, or compare something else.',
    );
  }
  return isSound;
}

function faultOf({ parameter, role, written }: Named, space: Space): [string, string] | undefined {
  const distribution = space.get(parameter)!;
  const { drawable, kind, when } = distribution;
  if (role === 'fixed' && drawable > 1) {
    const how = Number.isFinite(drawable) ? `has ${drawable} values` : 'has a range of values';
    return [`${written} is fixed, but ${how}`, 'Give it one value, or make it nuisance.'];
  }
  if (role !== 'scientific') return undefined;
  if (drawable === 1)
    return [
      `${written} is scientific, but has one value: nothing is compared`,
      'List the values to compare.',
    ];
  if (!distribution.grid())
    return [
      `${written} is scientific, but ${kind} has infinitely many values`,
      'List the values to compare.',
    ];
  if (when) {
    const parents = Object.keys(when).join(' and ');
    const message = `${written} is scientific, but exists only with some values of ${parents}`;
    return [message, 'Its "when" would leave configurations that have none of the compared values.'];
  }
  return undefined;
}

/** Keys that would give one scientific value more or less than the others. */
function foreignKeys(
  root: MappingTree,
  named: readonly Named[],
  { mentions }: RolesReading,
): [path: Path, message: string, hint: string][] {
  const budget = 'Each scientific value gets the same number of configurations: remove one of the two.';
  const guessed = [...((root.entries.get('prior')?.value as MappingTree | undefined)?.entries?.keys() ?? [])];
  return [
    [['stop_when'], 'stop_when ends the search in the middle of a comparison by roles', budget],
    [['metric', 'target'], 'metric.target ends the search in the middle of a comparison by roles', budget],
    ...guessed.flatMap((name): [Path, string, string][] => {
      const parameter = mentions.find((each) => each.name === name)?.parameter.name ?? name;
      const isScientific = named.some((each) => each.role === 'scientific' && each.parameter === parameter);
      if (!isScientific) return [];
      return [
        [['prior', name], `prior guesses ${name}, which is scientific: its values are compared`, budget],
      ];
    }),
  ];
}

/** A scientific parameter that is left out of some configuration, or has another value there. */
function withoutEffect(names: readonly string[], { setup, space }: RolesReading) {
  const { configure } = trainableOf(setup.kind);
  const all = combinations(space, names);
  for (let draw = 0; draw < DRAWS; draw++) {
    const random = Random.of(draw, 'roles');
    const drawn = Object.fromEntries([...space].map(([name, each]) => [name, each.sample(random)]));
    const assigned: Assignment = { ...drawn, ...all[draw % all.length] };
    const configuration = configure(existing(space, assigned));
    const parameter = names.find((name) => !hasValues(configuration, { [name]: assigned[name]! }));
    if (parameter === undefined) continue;
    const shown = Object.entries(configuration).filter(
      ([name]) => space.has(name) && space.get(name)!.drawable > 1,
    );
    const words = shown.map(([name, value]) => `${name} ${valueText(value as ParameterValue)}`);
    return {
      parameter,
      example: words.slice(0, 4).join(', ') || `${parameter} ${valueText(assigned[parameter])}`,
    };
  }
  return undefined;
}

function ordinal(count: number): string {
  return count === 2 ? 'half' : count === 3 ? 'third' : `${count}th`;
}
