import { unwritable } from '../../unwritable.ts';

/** Runs an action that writes to a path; an error of the system becomes a sentence. */
export function writingTo<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw unwritable(path, error);
  }
}
