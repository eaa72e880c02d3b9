import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { SweepError } from '../../errors.ts';
import type { Database, Orm } from '../database.ts';
import { sweepAnnotations, trialAnnotations } from '../schema.ts';
import { requireSweep, requireTrial, type Target } from './target.ts';

/** Notes, tags and marks that people give a trial or a sweep. */
export interface Annotations {
  /** Plain text; empty if there is none. */
  readonly note: string;
  /** Sorted, each once. */
  readonly tags: readonly string[];
  /** Left out of lists by default. */
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

/** The annotations of all sweeps that have any, by sweep id. */
export function sweepsAnnotations(db: Database): ReadonlyMap<number, Annotations> {
  const rows = db.read((orm) => orm.select().from(sweepAnnotations).all());
  return new Map(rows.map(({ sweepId, note, tags, hidden }) => [sweepId, { note, tags, hidden }]));
}

/** The state of a note and tags when their writer began, as {@link seen} identifies it. */
export type Seen = Readonly<Partial<Record<'note' | 'tags', string | undefined>>>;

/** A short text that identifies a note or tags: different content has a different text. */
export function seen(value: Annotations['note' | 'tags']): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16);
}

/**
 * Changes the annotations of a trial or a sweep; absent ones stay. An annotation is no result, so it needs no
 * running process and delays none.
 * @param before The state that the writer saw; annotations that the writer did not change keep their present
 * value.
 * @returns The present annotations, with nothing changed, if somebody else has changed the same one since the
 * writer saw it.
 * @throws SweepError `request_invalid` for a note that is too long or a tag that is no word.
 */
export function annotate(
  db: Database,
  { sweepId, trial }: Target,
  { note, tags, hidden }: Partial<Annotations>,
  before: Seen = {},
): Annotations | undefined {
  const wanted = {
    ...(note === undefined ? {} : { note: checkedNote(note) }),
    ...(tags === undefined ? {} : { tags: checkedTags(tags) }),
    ...(hidden === undefined ? {} : { hidden }),
  };
  return db.write((orm) => {
    const id = trial === undefined ? requireSweep(orm, sweepId).id : requireTrial(orm, sweepId, trial).id;
    const now = (trial === undefined ? ofSweep : ofTrial)(orm, id) ?? NONE;
    const change = withoutUntouched(wanted, before);
    if (isOvertaken(change, before, now)) return now;
    if (Object.keys(change).length > 0) (trial === undefined ? changeSweep : changeTrial)(orm, id, change);
    return undefined;
  });
}

const TEXTS = ['note', 'tags'] as const;

function withoutUntouched(wanted: Partial<Annotations>, before: Seen): Partial<Annotations> {
  const untouched = (name: string, value: Annotations[keyof Annotations]) =>
    TEXTS.some((text) => text === name && before[text] === seen(value as string));
  return Object.fromEntries(Object.entries(wanted).filter(([name, value]) => !untouched(name, value)));
}

/** Whether an annotation to be changed is neither what its writer saw nor what the writer wants. */
function isOvertaken(change: Partial<Annotations>, before: Seen, now: Annotations): boolean {
  return TEXTS.some((name) => {
    const [saw, wants] = [before[name], change[name]];
    if (saw === undefined || wants === undefined) return false;
    return ![saw, seen(wants)].includes(seen(now[name]));
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
