import { eq, sql } from 'drizzle-orm';
import { SweepError } from '../../errors.ts';
import type { Database, Orm } from '../database.ts';
import { sweepAnnotations, trialAnnotations } from '../schema.ts';
import { requireSweep, requireTrial, type Target } from './target.ts';

/** What people say of a trial or a sweep. */
export interface Annotations {
  /** Plain text; empty where there is none. */
  readonly note: string;
  /** Sorted, each once. */
  readonly tags: readonly string[];
  /** Left out of lists until it is asked for. */
  readonly hidden: boolean;
}

export const LONGEST_NOTE = 10_000;
const LONGEST_TAG = 40;
const MOST_TAGS = 20;
const NONE: Annotations = { note: '', tags: [], hidden: false };

/** @throws SweepError `sweep_not_found`, `trial_not_found`. */
export function annotationsOf(db: Database, { sweepId, trial }: Target): Annotations {
  return db.read((orm) => {
    if (trial === undefined) return ofSweep(orm, sweepId) ?? NONE;
    return ofTrial(orm, requireTrial(orm, sweepId, trial).id) ?? NONE;
  });
}

/** What is said of the sweeps of which anything is, by their ids. */
export function sweepsAnnotations(db: Database): ReadonlyMap<number, Annotations> {
  const rows = db.read((orm) => orm.select().from(sweepAnnotations).all());
  return new Map(rows.map(({ sweepId, note, tags, hidden }) => [sweepId, { note, tags, hidden }]));
}

/**
 * Changes what is said of a trial or a sweep; what is absent stays. It is no result, so it needs no running
 * process and holds none up.
 * @throws SweepError `request_invalid` for a note that is too long or a tag that is no word.
 */
export function annotate(
  db: Database,
  { sweepId, trial }: Target,
  { note, tags, hidden }: Partial<Annotations>,
): void {
  const change = {
    ...(note === undefined ? {} : { note: checkedNote(note) }),
    ...(tags === undefined ? {} : { tags: checkedTags(tags) }),
    ...(hidden === undefined ? {} : { hidden }),
  };
  if (Object.keys(change).length === 0) return;
  db.write((orm) => {
    if (trial === undefined) changeSweep(orm, requireSweep(orm, sweepId).id, change);
    else changeTrial(orm, requireTrial(orm, sweepId, trial).id, change);
  });
}

export function changeSweep(
  orm: Orm,
  sweepId: number,
  change: Partial<typeof sweepAnnotations.$inferInsert>,
): void {
  orm
    .insert(sweepAnnotations)
    .values({ sweepId, ...change })
    .onConflictDoUpdate({ target: sweepAnnotations.sweepId, set: change })
    .run();
}

/** Notes that trials of a sweep are gone for good, so that leaderboards in memory read everything anew. */
export function countRemoval(orm: Orm, sweepId: number): void {
  const removals = sql`${sweepAnnotations.removals} + 1`;
  orm
    .insert(sweepAnnotations)
    .values({ sweepId, removals: 1 })
    .onConflictDoUpdate({ target: sweepAnnotations.sweepId, set: { removals } })
    .run();
}

export function changeTrial(
  orm: Orm,
  trialId: number,
  change: Partial<typeof trialAnnotations.$inferInsert>,
): void {
  orm
    .insert(trialAnnotations)
    .values({ trialId, ...change })
    .onConflictDoUpdate({ target: trialAnnotations.trialId, set: change })
    .run();
}

function ofSweep(orm: Orm, sweepId: number): Annotations | undefined {
  const { note, tags, hidden } = sweepAnnotations;
  return orm
    .select({ note, tags, hidden })
    .from(sweepAnnotations)
    .where(eq(sweepAnnotations.sweepId, sweepId))
    .get();
}

function ofTrial(orm: Orm, trialId: number): Annotations | undefined {
  const { note, tags, hidden } = trialAnnotations;
  return orm
    .select({ note, tags, hidden })
    .from(trialAnnotations)
    .where(eq(trialAnnotations.trialId, trialId))
    .get();
}

function checkedNote(note: string): string {
  const text = note.replaceAll('\r\n', '\n').trim();
  if (text.length <= LONGEST_NOTE) return text;
  const message = `The note has ${text.length} characters; at most ${LONGEST_NOTE} are kept.`;
  throw new SweepError('request_invalid', message, 'Shorten it.');
}

/** A tag is a word of the filter, so that `tag=baseline` needs no quotes. */
function checkedTags(tags: readonly string[]): string[] {
  const hint = `A tag is a word of letters, digits, _ - and . such as baseline, of at most ${LONGEST_TAG} characters.`;
  for (const tag of tags) {
    if (/^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u.test(tag) && tag.length <= LONGEST_TAG) continue;
    throw new SweepError('request_invalid', `"${tag}" is no tag.`, hint);
  }
  const distinct = [...new Set(tags)].sort();
  if (distinct.length <= MOST_TAGS) return distinct;
  throw new SweepError(
    'request_invalid',
    `These are ${distinct.length} tags; at most ${MOST_TAGS} are kept.`,
  );
}
