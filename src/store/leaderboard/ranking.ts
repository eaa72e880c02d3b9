import { assignRanks, compareRows, order } from './rank.ts';
import type { RankedRow, UnrankedRow } from './summarize.ts';

/** Rows kept in order, best first, while some of them change: what a change costs is its own sorting, and one pass. */
export class Ranking {
  private readonly rows = new Map<number, RankedRow>();
  private ordered: readonly RankedRow[] = [];
  /** Not in their place in `ordered` yet, and in it but gone. */
  private readonly fresh = new Set<RankedRow>();
  private readonly gone = new Set<RankedRow>();

  set(id: number, row: UnrankedRow): void {
    this.delete(id);
    const ranked = { rank: null, ...row };
    this.rows.set(id, ranked);
    this.fresh.add(ranked);
  }

  delete(id: number): void {
    const row = this.rows.get(id);
    if (!row) return;
    this.rows.delete(id);
    if (!this.fresh.delete(row)) this.gone.add(row);
  }

  clear(): void {
    this.rows.clear();
    this.fresh.clear();
    this.gone.clear();
    this.ordered = [];
  }

  /** All rows, with a rank where they have a mean. They change with the next call. */
  inOrder(): readonly RankedRow[] {
    if (this.fresh.size === 0 && this.gone.size === 0) return this.ordered;
    const kept = this.gone.size === 0 ? this.ordered : this.ordered.filter((row) => !this.gone.has(row));
    this.ordered = merge(kept, order([...this.fresh]));
    this.fresh.clear();
    this.gone.clear();
    assignRanks(this.ordered);
    return this.ordered;
  }
}

/** Two ordered lists as one. */
function merge(some: readonly RankedRow[], others: readonly RankedRow[]): readonly RankedRow[] {
  const merged: RankedRow[] = [];
  let taken = 0;
  for (const row of others) {
    while (taken < some.length && compareRows(some[taken]!, row) < 0) merged.push(some[taken++]!);
    merged.push(row);
  }
  return merged.concat(some.slice(taken));
}
