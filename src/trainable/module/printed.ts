import type { TrialMessage } from '../../trial/trial.ts';

type Output = Extract<TrialMessage, { type: 'output' }>;

/** Time for which text is collected before it is sent. */
const INTERVAL_MS = 200;
/** In characters: this much is sent at once, however little time has passed. */
const MOST_COLLECTED = 64 * 1024;
/** In characters of one trial: of later output, only the last is sent from time to time. */
const MOST_WHOLE = 2 ** 20;

/** The output of a trial, sent in pieces; a flood loses the middle of each piece. */
export class Printed {
  private send: ((message: Output) => unknown) | undefined;
  private trial = 0;
  private characters = 0;
  private collected: { stream: Output['stream']; text: string }[] = [];
  private length = 0;
  private timer: NodeJS.Timeout | undefined;

  begin(trial: number, send: (message: Output) => unknown): void {
    this.trial = trial;
    this.send = send;
    this.characters = 0;
    this.timer = setInterval(() => this.flush(), INTERVAL_MS);
  }

  add(stream: Output['stream'], text: string): void {
    const last = this.collected.at(-1);
    if (last?.stream === stream) last.text += text;
    else this.collected.push({ stream, text });
    this.length += text.length;
    if (this.length < MOST_COLLECTED) return;
    if (this.send && this.characters < MOST_WHOLE) this.flush();
    else if (this.length > 2 * MOST_COLLECTED) this.shorten();
  }

  /** Sends the collected text; text that is printed before a trial has begun waits for it. */
  flush(): void {
    if (!this.send) return;
    const pieces = this.collected.splice(0);
    this.characters += this.length;
    this.length = 0;
    for (const { stream, text } of pieces) this.send({ type: 'output', trial: this.trial, stream, text });
  }

  end(): void {
    this.flush();
    clearInterval(this.timer);
    this.send = undefined;
  }

  private shorten(): void {
    while (this.length > MOST_COLLECTED) {
      const first = this.collected[0]!;
      const excess = Math.min(first.text.length, this.length - MOST_COLLECTED);
      first.text = first.text.slice(excess);
      this.length -= excess;
      if (first.text === '') this.collected.shift();
    }
  }
}
