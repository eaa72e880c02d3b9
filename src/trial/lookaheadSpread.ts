/** The duration of a search whose proposals wait for the results of earlier trials. */
export interface LookaheadSpread {
  /** Time until the last trial has ended. */
  readonly ms: number;
  /** The share of the workers' time that they spend waiting, from 0 to 1, without the end of the sweep. */
  readonly waiting: number;
}

/**
 * Spreads trials over workers, which take them in order. Trial i begins once all trials with a number below i
 * − lookahead have ended: their results propose it.
 */
export function lookaheadSpread(
  trialsMs: readonly number[],
  workers: number,
  lookahead: number,
): LookaheadSpread {
  const lanes = new Array<number>(Math.max(1, workers)).fill(0);
  /** Times at which all trials up to each one have ended. */
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
