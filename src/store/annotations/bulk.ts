import type { Database } from '../database.ts';
import { type Annotations, annotate, annotationsOf } from './annotations.ts';
import { deleteTarget, restoreTarget } from './deletion.ts';

/** A change of several trials of a sweep at once. */
export type TrialsChange = TagChange | { readonly kind: 'hide' | 'show' | 'delete' };

interface TagChange {
  readonly kind: 'tag';
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** A change of notes and marks that was made, with what undoes it. */
export interface DoneChange {
  readonly sweepId: number;
  readonly kind: TrialsChange['kind'];
  /** Numbers of the trials that are different now, with the state before and after. */
  readonly trials: readonly { readonly trial: number; readonly before: Marks; readonly after: Marks }[];
}

type Marks = Pick<Annotations, 'tags' | 'hidden'>;

/**
 * Changes all of these trials, or none if one of them cannot be changed.
 * @throws SweepError `trial_not_found`; `request_invalid` for a tag that is no word, or a trial that is trained
 * and therefore not deleted.
 */
export function changeTrials(
  db: Database,
  sweepId: number,
  trials: readonly number[],
  change: TrialsChange,
  nowMs = Date.now(),
): DoneChange {
  return db.write(() => {
    const changed = trials.flatMap((trial) => {
      const { tags, hidden } = annotationsOf(db, { sweepId, trial });
      const before = { tags, hidden };
      if (change.kind === 'delete') {
        deleteTarget(db, { sweepId, trial }, nowMs);
        return [{ trial, before, after: before }];
      }
      const after = marksAfter(before, change);
      if (isSame(before, after)) return [];
      annotate(db, { sweepId, trial }, after);
      return [{ trial, before, after }];
    });
    return { sweepId, kind: change.kind, trials: changed };
  });
}

/**
 * Undoes a change of tags or of what is hidden; a trial that was changed again since then stays as it is.
 * @returns The number of trials that are as they were.
 */
export function undoChange(db: Database, { sweepId, trials }: DoneChange): number {
  return db.write(() => {
    const same = trials.filter(({ trial, after }) => isSame(annotationsOf(db, { sweepId, trial }), after));
    for (const { trial, before } of same) annotate(db, { sweepId, trial }, before);
    return same.length;
  });
}

/**
 * Restores trials that were deleted together, all or none.
 * @throws SweepError `request_invalid` if it is too late; later still `trial_not_found`.
 */
export function restoreTrials(
  db: Database,
  sweepId: number,
  trials: readonly number[],
  deletedAtMs: number,
): void {
  db.write(() => {
    for (const trial of trials) restoreTarget(db, { sweepId, trial }, { deletedAtMs });
  });
}

function marksAfter({ tags, hidden }: Marks, change: TrialsChange): Marks {
  if (change.kind !== 'tag') return { tags, hidden: change.kind === 'hide' };
  const kept = [...tags, ...change.added].filter((tag) => !change.removed.includes(tag));
  return { tags: [...new Set(kept)].sort(), hidden };
}

function isSame(a: Marks, b: Marks): boolean {
  return a.hidden === b.hidden && a.tags.join(' ') === b.tags.join(' ');
}
