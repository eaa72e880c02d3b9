import { createInterface } from 'node:readline/promises';
import { SweepError } from '../../errors.ts';

/** Where somebody is asked; usually the terminal. */
interface Streams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/**
 * Asks for y or n: anything but a yes is a no, Ctrl-D too.
 * @throws SweepError `interrupted` after Ctrl-C.
 */
export async function answersYes(
  { input, output }: Streams = { input: process.stdin, output: process.stderr },
): Promise<boolean> {
  const asked = createInterface({ input, output, terminal: true });
  const interrupt = new AbortController();
  asked.once('SIGINT', () => interrupt.abort());
  try {
    return /^y(es)?$/i.test((await asked.question('[y/N] ', interrupt)).trim());
  } catch (error) {
    if (!(error instanceof Error && error.name === 'AbortError')) throw error;
    // The cursor still stands behind the question.
    output.write('\n');
    if (interrupt.signal.aborted) throw new SweepError('interrupted', 'Nothing was changed.');
    return false;
  } finally {
    asked.close();
  }
}
