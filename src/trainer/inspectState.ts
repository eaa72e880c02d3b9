import type { TrainingState } from '../trial/trial.ts';
import type { CourseHeader } from './course.ts';
import { unpackState } from './stateContent.ts';

/**
 * Why a stored state of a network cannot be used, as the end of a sentence; `digest` is the recorded one of
 * its epoch.
 */
export function flawOf({ content }: TrainingState, digest: string | undefined): string | undefined {
  const parts = unpackState<CourseHeader>(content);
  if (parts === 'damaged') return 'is damaged: its bytes are not those that were stored';
  if (parts === 'of another version') return 'was written by another version of sweep';
  const { chain } = parts.header;
  if (chain === undefined || digest === undefined || chain === digest) return undefined;
  return 'belongs to another digest than the one that was recorded';
}
