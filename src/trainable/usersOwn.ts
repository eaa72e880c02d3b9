import type { Assignment, Configuration } from '../configuration.ts';
import type { Trainable } from './trainable.ts';

/** The contract's answers for everything of a user's own: parameters and metrics of any name and value. */
export const usersOwn = {
  stepName: 'step',
  keepsStates: false,
  outermost: [],
  parameters: undefined,
  // The limit of W&B's agent.
  mostFirstFailures: 5,
  metrics: undefined,
  configure: sortedByName,
} satisfies Partial<Trainable>;

function sortedByName(assigned: Assignment): Configuration {
  return Object.fromEntries(Object.entries(assigned).sort(([a], [b]) => (a < b ? -1 : 1)));
}
