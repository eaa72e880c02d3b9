import { type OnRemoved, removeSome, UNDO_MS } from '../../store/index.ts';
import type { DatabaseReader } from './databaseReader.ts';

/**
 * Removes for good what was deleted, once it cannot be restored any more. `close` cancels what is still waiting; the
 * next process that writes carries it out.
 */
export class LaterRemoval {
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly reader: DatabaseReader;
  private readonly onRemoved: OnRemoved;

  constructor(reader: DatabaseReader, onRemoved: OnRemoved) {
    this.reader = reader;
    this.onRemoved = onRemoved;
  }

  /** Follows a deletion; earlier ones whose time is over are removed, too. */
  schedule(): void {
    this.in(0);
    this.in(UNDO_MS + 1000);
  }

  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }

  /** Removes one batch at a time; other readers are answered between two batches. */
  private in(ms: number): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      try {
        if (this.reader.write((db) => removeSome(db, Date.now(), this.onRemoved))) this.in(0);
      } catch {
        // It stays marked, and so left out of every list, until the next deletion or run.
      }
    }, ms);
    this.timers.add(timer.unref());
  }
}
