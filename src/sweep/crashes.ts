import type { WireError } from '../errors.ts';
import { gibibytes } from '../format.ts';
import { MOST_CRASHES, type PlannedTrial } from '../store/store.ts';
import type { MemoryBudget } from './admission.ts';
import type { Ending } from './ending.ts';

export function crashedTooOften({ state, crashes }: PlannedTrial): boolean {
  return state === 'queued' && crashes >= MOST_CRASHES;
}

/** The end of a trial whose process ended too often while it ran. */
export function givenUp(trial: PlannedTrial, memory: MemoryBudget | undefined): Ending {
  const failed = { state: 'failed', reason: crashReason(trial, memory) } as const;
  return { stored: failed, announced: failed };
}

function crashReason(trial: PlannedTrial, memory: MemoryBudget | undefined): WireError {
  const needBytes = memory?.needBytes(trial.configuration);
  const sizes =
    memory && needBytes !== undefined && Number.isFinite(needBytes)
      ? ` It is estimated to need ${gibibytes(needBytes)} of memory; there are ${gibibytes(memory.roomBytes)}.`
      : '';
  return {
    code: memory && needBytes! > memory.roomBytes ? 'out_of_memory' : 'trial_crashed',
    message: `The process ended ${trial.crashes} times while it trained this trial, at least once with no other beside it.${sizes}`,
    hint: 'Fewer units or filters or a smaller batch_size need less memory. Running the same spec again tries it once more, last and alone.',
  };
}
