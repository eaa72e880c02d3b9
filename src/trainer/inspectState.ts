import type { TrainingState } from '../trial/trial.ts';
import type { CourseHeader } from './course.ts';
import { unpackState } from './stateContent.ts';

/** What speaks against a stored state of a network, as the end of a sentence; `digest` is that of its epoch's record. */
export function flawOf({ content }: TrainingState, digest: string | undefined): string | undefined {
  const parts = unpackState<CourseHeader>(content);
  if (parts === 'damaged') return 'is damaged: its bytes are not those that were stored';
  if (parts === 'of another version') return 'was written by another version of sweep';
  const { chain } = parts.header;
  if (chain === undefined || digest === undefined || chain === digest) return undefined;
  return 'belongs to another digest than the one that was recorded';
}
