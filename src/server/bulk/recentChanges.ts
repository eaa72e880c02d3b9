import { plural } from '../../format.ts';
import { type DoneChange, UNDO_MS } from '../../store/index.ts';
import { trialsUndoHref } from '../addresses/addresses.ts';
import { trialsWere, type UndoLine } from '../pages/deletion.ts';
import { moment } from '../pages/moment.ts';

/** What one form changed, in one sweep or in several. */
interface Recent {
  readonly id: number;
  readonly changes: readonly DoneChange[];
  readonly madeAtMs: number;
}

/** Changes of tags and of what is hidden that can still be undone. Deletions are known to the database itself. */
export class RecentChanges {
  private recent: readonly Recent[] = [];
  private ids = 0;

  /** The changes of one form, which are undone together. */
  add(made: readonly DoneChange[]): void {
    const changes = made.filter(({ kind, trials }) => kind !== 'delete' && trials.length > 0);
    if (changes.length === 0) return;
    this.recent = [...this.fresh(), { id: ++this.ids, changes, madeAtMs: Date.now() }];
  }

  /** Hands out changes of a sweep, or of any, to be undone, once; undefined if it is too late. */
  take(id: number, sweepId?: number): readonly DoneChange[] | undefined {
    const found = this.fresh(sweepId).find((each) => each.id === id);
    this.recent = this.recent.filter((each) => each !== found);
    return found?.changes;
  }

  /** The lines of a sweep's page that undo them, the oldest first. */
  undoLines(sweepId: number): UndoLine[] {
    return this.fresh(sweepId).map((recent) => undoLine(recent, sentenceOf(recent.changes), sweepId));
  }

  /** Those of the page of all trials, where trials of one sweep are named with it. */
  undoLinesOfAll(nameOf: (sweepId: number) => string | undefined): UndoLine[] {
    return this.fresh().map((recent) => {
      const [{ sweepId }] = recent.changes as readonly [DoneChange];
      const name = recent.changes.length === 1 ? nameOf(sweepId) : undefined;
      const done = sentenceOf(recent.changes);
      return undoLine(recent, name === undefined ? done : `${name}: ${done}`);
    });
  }

  /** Those of the last minute that changed a sweep, or any; a clock that was set back ends none. */
  private fresh(sweepId?: number): readonly Recent[] {
    return this.recent.filter(
      ({ changes, madeAtMs }) =>
        Date.now() - madeAtMs <= UNDO_MS &&
        (sweepId === undefined || changes.some((change) => change.sweepId === sweepId)),
    );
  }
}

function undoLine({ id, madeAtMs }: Recent, done: string, sweepId?: number): UndoLine {
  return {
    done,
    action: trialsUndoHref(sweepId),
    fields: [{ name: 'change', value: String(id) }],
    until: moment(madeAtMs + UNDO_MS),
  };
}

const DONE = { tag: 'tagged anew', hide: 'hidden', show: 'shown again', delete: 'deleted' } as const;

function sentenceOf([first, ...others]: readonly DoneChange[]): string {
  const numbers = first!.trials.map(({ trial }) => trial);
  if (others.length === 0) return `${trialsWere(numbers)} ${DONE[first!.kind]}.`;
  const all = others.reduce((sum, { trials }) => sum + trials.length, numbers.length);
  return `${plural(all, 'trial')} of ${others.length + 1} sweeps were ${DONE[first!.kind]}.`;
}
