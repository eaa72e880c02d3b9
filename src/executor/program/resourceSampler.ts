import type { TrialMessage } from '../../trial/trial.ts';
import { type CardUse, GraphicsCards } from './graphicsCards.ts';
import { type ProcessRow, processTable, treeOf } from './processTable.ts';

/** The resources that the processes of a trial use at a moment. */
export type ResourceUse = Omit<Extract<TrialMessage, { type: 'resources' }>, 'type' | 'trial'>;

/** A trial whose processes are sampled. */
export interface Sampled {
  /** Undefined while it has no process. */
  pid(): number | undefined;
  take(use: ResourceUse): void;
}

interface Watched extends Sampled {
  last: { readonly pid: number; readonly at: number; readonly cpuMs: number } | undefined;
}

/**
 * Reports every few seconds the resources that the processes of each trial use; nothing if the system does
 * not tell.
 */
export class ResourceSampler {
  private readonly intervalMs: number;
  private readonly cards = new GraphicsCards();
  private readonly watched = new Set<Watched>();
  private timer: NodeJS.Timeout | undefined;

  constructor(intervalMs = 2000) {
    this.intervalMs = intervalMs;
  }

  /** Samples a trial until the returned function is called. */
  watch(trial: Sampled): () => void {
    const watched: Watched = {
      pid: () => trial.pid(),
      take: (use) => trial.take(use),
      last: undefined,
    };
    this.watched.add(watched);
    this.schedule();
    return () => {
      this.watched.delete(watched);
      if (this.watched.size === 0) clearTimeout(this.timer);
    };
  }

  /** The next sample is due one interval after the last one is done, so that samples never pile up. */
  private schedule(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      void this.sampleAll().finally(() => {
        if (this.watched.size > 0) this.schedule();
      });
    }, this.intervalMs);
    this.timer.unref();
  }

  private async sampleAll(): Promise<void> {
    const [table, cards] = await Promise.all([processTable(), this.cards.uses()]);
    for (const watched of this.watched) sample(watched, table, cards);
  }
}

function sample(watched: Watched, table: readonly ProcessRow[], cards: readonly CardUse[]): void {
  const pid = watched.pid();
  const tree = pid === undefined ? [] : treeOf(table, pid);
  if (pid === undefined || tree.length === 0) return;
  const at = performance.now();
  const cpuMs = sum(tree.map((row) => row.cpuMs));
  const last = watched.last?.pid === pid ? watched.last : undefined;
  watched.last = { pid, at, cpuMs };
  if (!last) return;
  const pids = new Set(tree.map((row) => row.pid));
  const used = cards.filter((card) => pids.has(card.pid));
  watched.take({
    // The time of a process that ended is lost if its parent did not wait for it.
    cpuPercent: Math.max(0, (100 * (cpuMs - last.cpuMs)) / (at - last.at)),
    memoryBytes: sum(tree.map((row) => row.memoryBytes)),
    // The load of the busiest card that it uses, and its memory on all cards.
    gpuPercent: used.length > 0 ? Math.max(...used.map(({ loadPercent }) => loadPercent)) : null,
    gpuMemoryBytes: used.length > 0 ? sum(used.map(({ memoryBytes }) => memoryBytes)) : null,
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
