import type { StoredMetrics } from '../../metric/metric.ts';
import type { StepReport } from '../../trial/trial.ts';

/** The recorded values of an epoch, and those of its new training. */
export interface EpochCheck {
  readonly epoch: number;
  /** Whether all bits are the same. */
  readonly same: boolean;
  readonly recorded: Measured;
  readonly found: Measured;
}

export interface Measured {
  readonly metrics: StoredMetrics;
  /** Absent if an older version recorded it. */
  readonly digest?: string | undefined;
}

/** Compares recorded values bit by bit; a digest that was not recorded is skipped. */
export function checkEpoch(recorded: Measured, { step, metrics, digest }: StepReport): EpochCheck {
  const same =
    differing(recorded.metrics, metrics).length === 0 &&
    (recorded.digest === undefined || recorded.digest === digest);
  const { metrics: before, digest: chained } = recorded;
  return {
    epoch: step,
    same,
    recorded: { metrics: before, digest: chained },
    found: { metrics, digest },
  };
}

export interface Difference {
  readonly name: string;
  readonly recorded: number | null;
  readonly found: number | null;
}

/** The recorded metrics whose bits differ. */
export function differing(recorded: StoredMetrics, found: StoredMetrics): Difference[] {
  return Object.entries(recorded).flatMap(([name, before]) => {
    const now = found[name] ?? null;
    return Object.is(before, now) ? [] : [{ name, recorded: before, found: now }];
  });
}
