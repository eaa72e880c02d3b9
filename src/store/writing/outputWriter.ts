import { and, asc, eq, gt, ne, sql } from 'drizzle-orm';
import { KEPT_HEAD, KEPT_TAIL } from '../../trainable/program/keptOutput.ts';
import type { Orm } from '../database.ts';
import { outputs } from '../schema.ts';
import type { OutputPiece, TrialAttempt } from '../store.ts';
import { findAttempt } from './attempt.ts';

/** Longer texts become several pieces: what is cut out of the middle are whole ones. */
const PIECE_CHARACTERS = 4096;
const PIECES_AT_ONCE = 64;

/** What is stored of the output of an attempt. */
interface Stored {
  readonly attempt: number;
  /** Of all pieces but the one that says what was cut. */
  bytes: number;
  cut: { readonly id: number; bytes: number } | undefined;
}

/** Writes what the trials of one sweep print; of a long output the beginning and the end are kept. */
export class OutputWriter {
  private readonly sweepId: number;
  private readonly known = new Map<number, Stored>();

  constructor(sweepId: number) {
    this.sweepId = sweepId;
  }

  /** Adds to what a running attempt has printed; see `RunningSweep.recordOutput`. */
  record(orm: Orm, trial: TrialAttempt, printed: readonly OutputPiece[]): void {
    const found = findAttempt(orm, this.sweepId, trial);
    if (found?.state !== 'running') return;
    const rows = printed.flatMap(({ stream, text }) =>
      piecesOf(text).map((piece) => ({
        trialId: found.id,
        stream,
        text: piece,
        bytes: Buffer.byteLength(piece),
      })),
    );
    if (rows.length === 0) return;
    const stored = this.storedOf(orm, trial, found.id);
    for (let from = 0; from < rows.length; from += PIECES_AT_ONCE) {
      const some = rows.slice(from, from + PIECES_AT_ONCE);
      orm.insert(outputs).values(some).run();
    }
    stored.bytes += rows.reduce((sum, { bytes }) => sum + bytes, 0);
    if (stored.bytes > KEPT_HEAD + KEPT_TAIL) cutMiddle(orm, found.id, stored);
  }

  /** Forgets what it knows of a trial, or of all; of all, to be called after a transaction that was rolled back. */
  forget(trial?: number): void {
    if (trial === undefined) this.known.clear();
    else this.known.delete(trial);
  }

  private storedOf(orm: Orm, { number, attempt }: TrialAttempt, trialId: number): Stored {
    const known = this.known.get(number);
    if (known?.attempt === attempt) return known;
    const stored = { attempt, ...readStored(orm, trialId) };
    this.known.set(number, stored);
    return stored;
  }
}

function readStored(orm: Orm, trialId: number): Omit<Stored, 'attempt'> {
  const ofTrial = eq(outputs.trialId, trialId);
  const { bytes } = orm
    .select({ bytes: sql<number>`coalesce(sum(${outputs.bytes}), 0)` })
    .from(outputs)
    .where(and(ofTrial, ne(outputs.stream, 'cut')))
    .get()!;
  const cut = orm
    .select({ id: outputs.id, bytes: outputs.bytes })
    .from(outputs)
    .where(and(ofTrial, eq(outputs.stream, 'cut')))
    .get();
  return { bytes, cut };
}

/** Takes the oldest pieces behind the beginning, or behind those that are gone, into the piece that says how many bytes they had. */
function cutMiddle(orm: Orm, trialId: number, stored: Stored): void {
  const pieces = (after: number) =>
    orm
      .select({ id: outputs.id, bytes: outputs.bytes })
      .from(outputs)
      .where(and(eq(outputs.trialId, trialId), gt(outputs.id, after)))
      .orderBy(asc(outputs.id))
      .limit(PIECES_AT_ONCE)
      .all();
  let last = stored.cut?.id ?? 0;
  let head = 0;
  while (stored.bytes > KEPT_HEAD + KEPT_TAIL) {
    const some = pieces(last);
    if (some.length === 0) break;
    for (const { id, bytes } of some) {
      last = id;
      if (!stored.cut && head + bytes <= KEPT_HEAD) {
        head += bytes;
        continue;
      }
      if (stored.bytes <= KEPT_HEAD + KEPT_TAIL) break;
      stored.cut ??= { id, bytes: 0 };
      stored.cut.bytes += bytes;
      stored.bytes -= bytes;
      orm.delete(outputs).where(eq(outputs.id, id)).run();
    }
  }
  const { cut } = stored;
  if (!cut) return;
  const row = { id: cut.id, trialId, stream: 'cut' as const, text: '', bytes: cut.bytes };
  orm
    .insert(outputs)
    .values(row)
    .onConflictDoUpdate({ target: outputs.id, set: { bytes: cut.bytes } })
    .run();
}

/** A text in pieces of a few KiB, each of whole lines where these are not longer. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  while (text.length - from > PIECE_CHARACTERS) {
    const newline = text.lastIndexOf('\n', from + PIECE_CHARACTERS - 1);
    const end = newline >= from ? newline + 1 : safeEnd(text, from + PIECE_CHARACTERS);
    pieces.push(text.slice(from, end));
    from = end;
  }
  return from < text.length ? [...pieces, text.slice(from)] : pieces;
}

/** That place or the one before it, so that no character of two halves is cut in two. */
function safeEnd(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}
