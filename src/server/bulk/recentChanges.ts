import { type DoneChange, UNDO_MS } from '../../store/index.ts';
import { trialsUndoHref } from '../addresses/addresses.ts';
import { trialsWere, type UndoLine } from '../pages/deletion.ts';
import { moment } from '../pages/moment.ts';

interface Recent {
  readonly id: number;
  readonly change: DoneChange;
  readonly madeAtMs: number;
}

/** Changes of tags and of what is hidden that can still be undone. Deletions are known to the database itself. */
export class RecentChanges {
  private recent: readonly Recent[] = [];
  private ids = 0;

  add(change: DoneChange): void {
    if (change.kind === 'delete' || change.trials.length === 0) return;
    this.recent = [...this.fresh(), { id: ++this.ids, change, madeAtMs: Date.now() }];
  }

  /** Hands out a change to be undone, once; undefined if it is too late. */
  take(sweepId: number, id: number): DoneChange | undefined {
    const found = this.fresh().find((each) => each.id === id && each.change.sweepId === sweepId);
    this.recent = this.recent.filter((each) => each !== found);
    return found?.change;
  }

  /** The lines of a sweep's page that undo them, the oldest first. */
  undoLines(sweepId: number): UndoLine[] {
    return this.fresh()
      .filter(({ change }) => change.sweepId === sweepId)
      .map(({ id, change, madeAtMs }) => ({
        done: sentenceOf(change),
        action: trialsUndoHref(sweepId),
        fields: [{ name: 'change', value: String(id) }],
        until: moment(madeAtMs + UNDO_MS),
      }));
  }

  /** Those of the last minute; a clock that was set back ends none. */
  private fresh(): readonly Recent[] {
    return this.recent.filter(({ madeAtMs }) => Date.now() - madeAtMs <= UNDO_MS);
  }
}

const DONE = { tag: 'tagged anew', hide: 'hidden', show: 'shown again', delete: 'deleted' } as const;

function sentenceOf({ kind, trials }: DoneChange): string {
  const numbers = trials.map(({ trial }) => trial);
  return `${trialsWere(numbers)} ${DONE[kind]}.`;
}
