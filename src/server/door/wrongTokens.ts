/** The first wrong tokens are answered at once: people open yesterday's links. */
const FORGIVEN = 3;
const FIRST_MS = 100;
const LONGEST_MS = 5000;
/** After this time without a wrong token, nobody is guessing. */
const FORGOTTEN_MS = 60_000;
/** Each holds a connection. */
const MOST_WAITING = 64;

/**
 * Slows down guessing: the answer to each wrong token takes twice as long as the one before. A right token is
 * never delayed, and only three numbers are kept. The token's length keeps guessers out; this keeps them from
 * using up the server.
 */
export class WrongTokens {
  private inARow = 0;
  private lastAtMs = 0;
  private waiting = 0;

  /** Waits before the answer to a wrong token; gives false, at once, if too many requests wait already. */
  async delay(): Promise<boolean> {
    const nowMs = Date.now();
    this.inARow = nowMs - this.lastAtMs > FORGOTTEN_MS ? 1 : this.inARow + 1;
    this.lastAtMs = nowMs;
    const ms = Math.min(LONGEST_MS, FIRST_MS * 2 ** (this.inARow - FORGIVEN - 1));
    if (this.inARow <= FORGIVEN) return true;
    if (this.waiting >= MOST_WAITING) return false;
    this.waiting++;
    await new Promise<void>((resolve) => setTimeout(resolve, ms).unref());
    this.waiting--;
    return true;
  }
}
