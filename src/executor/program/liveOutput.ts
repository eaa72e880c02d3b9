import { stripVTControlCharacters } from 'node:util';
import { KeptOutput } from '../../trainable/program/keptOutput.ts';
import type { TrialMessage } from '../../trial/trial.ts';

type OutputMessage = Extract<TrialMessage, { type: 'output' }>;
type Stream = OutputMessage['stream'];

/** Time for which output is collected before it is sent. */
const INTERVAL_MS = 200;

/** Most characters of standard error in the reason of a failure. */
const LAST_WORDS = 2000;

/**
 * Sends a trial's output as it comes, several times a second, and never more at once than is kept of all; a
 * flood is cut in its middle. The first and last characters of the whole output come through unchanged.
 */
export class LiveOutput {
  private readonly trial: number;
  private readonly send: (message: OutputMessage) => void;
  private readonly collected = new Map<Stream, KeptOutput>();
  private readonly last = { stdout: '', stderr: '' };
  private timer: NodeJS.Timeout | undefined;

  constructor(trial: number, send: (message: OutputMessage) => void) {
    this.trial = trial;
    this.send = send;
  }

  add(stream: Stream, text: string): void {
    let kept = this.collected.get(stream);
    if (!kept) {
      kept = new KeptOutput();
      this.collected.set(stream, kept);
    }
    kept.add(text);
    this.last[stream] = (this.last[stream] + text.slice(-LAST_WORDS)).slice(-LAST_WORDS);
    this.timer ??= setTimeout(() => this.flush(), INTERVAL_MS);
  }

  /** A line of our own among those of the program. */
  note(text: string): void {
    this.add('stderr', `sweep: ${text}\n`);
  }

  /** Forgets the last words of a process before the next one starts. */
  begin(): void {
    this.last.stdout = '';
    this.last.stderr = '';
  }

  /**
   * The last line of standard error, or of standard output if that is empty: programs say there why they
   * failed.
   */
  lastLine(): string {
    const text = this.last.stderr.trim() === '' ? this.last.stdout : this.last.stderr;
    const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
    return stripVTControlCharacters(lines.at(-1) ?? '').trim();
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    for (const [stream, kept] of this.collected) {
      this.send({ type: 'output', trial: this.trial, stream, text: kept.toString() });
    }
    this.collected.clear();
  }
}
