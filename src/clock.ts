/**
 * Milliseconds since 1970 that never go back. Where the machine's clock is set back, it goes on from where it was; where
 * that one is set forward, or wakes from sleep, it follows.
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
