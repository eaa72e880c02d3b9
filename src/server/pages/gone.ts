import { type BecameOf, becameOf, type Database, type Deleted } from '../../store/index.ts';
import { sweepHref, trialHref } from '../addresses/addresses.ts';
import type { Link } from '../addresses/links.ts';
import { moment } from './moment.ts';

/** Says why something deleted cannot be restored any more. */
export interface GonePage {
  readonly title: string;
  readonly message: string;
  readonly hint: string;
  readonly links: readonly Link[];
}

export function gonePage(db: Database, deleted: Omit<Deleted, 'name'>): GonePage {
  const became = becameOf(db, deleted);
  const { sweepId, trial } = deleted;
  const subject = trial === undefined ? 'The sweep' : `Trial ${trial}`;
  return {
    title: `${subject} is gone for good`,
    message: `${subject} was deleted at ${moment(deleted.deletedAtMs).text}. ${whyGone(became)}`,
    hint: whatNow(became),
    links: [
      ...(became.successor
        ? [{ name: `Trial ${became.successor.trial}`, href: trialHref(sweepId, became.successor.trial) }]
        : []),
      ...(trial === undefined ? [] : [{ name: 'Its sweep', href: sweepHref(sweepId) }]),
    ],
  };
}

function whyGone({ runAgainAtMs, successor }: BecameOf): string {
  if (runAgainAtMs === undefined && !successor) return 'That can be undone for a minute only.';
  const when = runAgainAtMs === undefined ? '' : ` at ${moment(runAgainAtMs).text}`;
  return `Its sweep was run again${when}, which ends what can be undone.`;
}

function whatNow({ runAgainAtMs, successor }: BecameOf): string {
  if (successor) {
    const { trial, state } = successor;
    return `Trial ${trial} trains the same configuration with the same seed, to the same numbers; it is ${state}.`;
  }
  if (runAgainAtMs !== undefined) return 'That run does not train its configuration.';
  return 'Running its spec again trains it again, to the same numbers.';
}
