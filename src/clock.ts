/**
 * Milliseconds since 1970 that never go back. If the machine's clock is set back, this one goes on from where
 * it was; if the machine's clock is set forward, or the machine wakes from sleep, this one follows.
 */
export function steadyClock(
  wallMs: () => number = Date.now,
  passedMs: () => number = () => performance.now(),
): () => number {
  let last = { wallMs: wallMs(), passedMs: passedMs() };
  let aheadMs = 0;
  return () => {
    const now = { wallMs: wallMs(), passedMs: passedMs() };
    if (now.wallMs < last.wallMs) aheadMs += last.wallMs + (now.passedMs - last.passedMs) - now.wallMs;
    last = now;
    return Math.round(now.wallMs + aheadMs);
  };
}
