/** How long a search takes whose proposals wait for what earlier trials show. */
export interface LookaheadSpread {
  /** Until the last trial has ended. */
  readonly ms: number;
  /** Which share of the workers' time passes with waiting, from 0 to 1, the end of the sweep left out. */
  readonly waiting: number;
}

/**
 * So many workers take trials in order, and trial i begins once all trials with a number below i − lookahead have ended:
 * it is proposed by what they have shown.
 */
export function lookaheadSpread(
  trialsMs: readonly number[],
  workers: number,
  lookahead: number,
): LookaheadSpread {
  const lanes = new Array<number>(Math.max(1, workers)).fill(0);
  /** When all trials up to that one have ended. */
  const endedBy: number[] = [];
  let [waitedMs, trainedMs] = [0, 0];
  for (const [index, ms] of trialsMs.entries()) {
    const lane = lanes.indexOf(Math.min(...lanes));
    const free = lanes[lane]!;
    const begins = Math.max(free, endedBy[index - lookahead - 1] ?? 0);
    waitedMs += begins - free;
    trainedMs += ms;
    lanes[lane] = begins + ms;
    endedBy.push(Math.max(endedBy.at(-1) ?? 0, begins + ms));
  }
  return { ms: Math.max(0, ...lanes), waiting: waitedMs === 0 ? 0 : waitedMs / (waitedMs + trainedMs) };
}
