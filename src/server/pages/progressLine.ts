import { count } from '../../format.ts';
import { endedTrials, type SweepInfo, type TrialCounts } from '../../store/index.ts';

/** The progress of a sweep. */
export interface ProgressLine {
  /** CSS class of its state, and the word for it. */
  readonly state: { readonly className: SweepInfo['state']; readonly word: string };
  /** Trials that have ended. */
  readonly done: number;
  readonly total: number;
  /** `9,998/10,000`. */
  readonly text: string;
  /** Such as `2 failed`; undefined if none did. */
  readonly failed: string | undefined;
  readonly cancelled: string | undefined;
}

export function progressLine(
  { state, paused }: Pick<SweepInfo, 'state' | 'paused'>,
  counts: TrialCounts,
): ProgressLine {
  const some = (trials: number, word: string) => (trials > 0 ? `${count(trials)} ${word}` : undefined);
  const { failed, cancelled, total } = counts;
  const done = endedTrials(counts);
  return {
    state: { className: state, word: paused ? 'paused' : state },
    done,
    total,
    text: `${count(done)}/${count(total)}`,
    failed: some(failed, 'failed'),
    cancelled: some(cancelled, 'cancelled'),
  };
}
