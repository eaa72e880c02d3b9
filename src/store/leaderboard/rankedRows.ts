import { compareRows, order, rank } from './rank.ts';
import type { LeaderboardRow } from './row.ts';

/** The rows of a leaderboard in their order. Few change at a time, and only those are moved. */
export class RankedRows<Key> {
  private readonly rows = new Map<Key, LeaderboardRow>();
  /** The rows as they were last ranked. */
  private ranked: readonly LeaderboardRow[] = [];
  /** Rows of `ranked` that are gone or were replaced. */
  private readonly stale = new Set<LeaderboardRow>();
  private readonly fresh = new Map<Key, LeaderboardRow>();

  /** Adds a row, or replaces the one with the same key; its rank is computed later. */
  put(key: Key, row: LeaderboardRow): void {
    this.delete(key);
    this.fresh.set(key, row);
  }

  delete(key: Key): void {
    const known = this.rows.get(key);
    if (known) this.stale.add(known);
    this.rows.delete(key);
    this.fresh.delete(key);
  }

  clear(): void {
    this.rows.clear();
    this.fresh.clear();
    this.stale.clear();
    this.ranked = [];
  }

  /** All rows, best first. */
  best(keyOf: (row: LeaderboardRow) => Key): readonly LeaderboardRow[] {
    if (this.stale.size === 0 && this.fresh.size === 0) return this.ranked;
    const fresh = order([...this.fresh.values()]);
    // Nothing changes before the first place where a row goes or comes.
    const places = [...this.stale, ...fresh.slice(0, 1)].map((row) => placeOf(row, this.ranked, 0));
    const from = Math.min(...places);
    const left = this.ranked.slice(from);
    const kept = this.stale.size === 0 ? left : left.filter((row) => !this.stale.has(row));
    const ordered = merged(kept, fresh);
    for (const [key, row] of this.fresh) this.rows.set(key, row);
    const ranked = rank(ordered, from, this.ranked[from - 1]);
    for (const [index, row] of ranked.entries()) {
      if (row !== ordered[index]) this.rows.set(keyOf(row), row);
    }
    this.ranked = [...this.ranked.slice(0, from), ...ranked];
    this.stale.clear();
    this.fresh.clear();
    return this.ranked;
  }
}

/** Merges two ordered lists. */
function merged(
  kept: readonly LeaderboardRow[],
  fresh: readonly LeaderboardRow[],
): readonly LeaderboardRow[] {
  const all: LeaderboardRow[] = [];
  let from = 0;
  for (const row of fresh) {
    const to = placeOf(row, kept, from);
    for (; from < to; from++) all.push(kept[from]!);
    all.push(row);
  }
  for (; from < kept.length; from++) all.push(kept[from]!);
  return all;
}

/** The index of the first row that it comes before, found by bisection from a start index. */
function placeOf(row: LeaderboardRow, rows: readonly LeaderboardRow[], from: number): number {
  let [low, high] = [from, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareRows(rows[middle]!, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
