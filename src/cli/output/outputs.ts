import { SweepError, systemCode } from '../../errors.ts';
import { endWithoutTerminal } from './vanishedTerminal.ts';
import { endsInFile, writeWhole } from './wholeWrites.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: "the user's share of the disk is used up",
  EFBIG: 'the file may not grow further (`ulimit -f`)',
  EIO: 'the terminal is gone, or the disk reports an error',
  EBADF: 'it is not open for writing',
};

/**
 * Follows the fate of standard output and standard error. If the reader of the output has gone (`| head`),
 * they have seen enough, and the work goes on; if it goes on without an output that somebody wanted to keep,
 * standard error says so, once.
 */
class Outputs {
  private readonly stdout = process.stdout;
  private readonly stderr = process.stderr;
  private lost: string | undefined;
  private reported = false;
  private goesOn = false;

  /** From now on, no error of the two streams ends the process. */
  guard(): void {
    endWithoutTerminal();
    this.listen(this.stdout, (error) => this.lose(error));
    this.listen(this.stderr, () => {});
  }

  /** Declares that the command does more than print, so that it goes on without its output. */
  workGoesOn(): void {
    this.goesOn = true;
    if (this.lost !== undefined) this.reportLoss(this.lost);
  }

  /**
   * Waits until the output is taken, and returns the error of a command whose answer could not be written.
   */
  async settled(): Promise<SweepError | undefined> {
    await new Promise<void>((resolve) => this.stdout.write('', () => resolve()));
    if (this.lost === undefined || this.goesOn) return undefined;
    return new SweepError(
      'output_unwritable',
      `Standard output cannot be written: ${this.lost}. The answer is not whole.`,
      'Send it somewhere else, or make room, and call the command again.',
    );
  }

  private listen(stream: NodeJS.WriteStream & { fd: number }, onError: (error: unknown) => void): void {
    stream.on('error', onError);
    if (endsInFile(stream)) writeWhole(stream, onError);
  }

  private lose(error: unknown): void {
    const code = systemCode(error) ?? 'unknown';
    if (code === 'EPIPE') return;
    this.lost ??= `${REASONS[code] ?? 'the system refuses it'} (${code})`;
    if (this.goesOn) this.reportLoss(this.lost);
  }

  private reportLoss(why: string): void {
    if (this.reported) return;
    this.reported = true;
    this.stderr.write(
      `Standard output cannot be written: ${why}. The work goes on without it; what is printed meanwhile is lost.\n`,
    );
  }
}

/** The outputs of this process. */
export const outputs = new Outputs();
