import type { Assignment } from '../configuration.ts';
import type { Fields } from './fields.ts';
import { refusal } from './legalValue.ts';
import { type AssignmentReading, readAssignment } from './readAssignment.ts';
import { type MappingTree, plain } from './yaml/tree.ts';

/** `prior` of a spec: values that its user guesses to be good; undefined if there is none. */
export function readPrior(
  root: MappingTree,
  { method, design }: Fields,
  reading: AssignmentReading,
): Assignment | undefined {
  const entry = root.entries.get('prior');
  if (!entry) return undefined;
  const { report } = reading;
  const { keyPlace, value } = entry;
  const path = ['prior'];
  if (value.type !== 'mapping' || value.entries.size === 0) {
    const place = value.type === 'scalar' && value.value === null ? keyPlace : value.place;
    const rule = 'must be a mapping such as {learning_rate: 0.001, optimizer: adam}';
    report.error(place, path, refusal('prior', rule, plain(value)));
    return undefined;
  }
  const assigned = readAssignment(value, path, reading);
  const other =
    method === 'grid'
      ? 'a grid, which tries every combination'
      : design === 'sobol'
        ? 'design: sobol, which fills the space evenly'
        : undefined;
  if (other !== undefined) {
    const message = `prior means nothing to ${other}`;
    report.error(keyPlace, path, message, 'Use try_first, or method: bayes, or random without a design.');
  }
  return assigned;
}
