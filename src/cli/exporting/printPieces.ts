import { once } from 'node:events';
import { printableLines } from '../../printable.ts';

/**
 * Sends pieces to standard output as fast as it accepts them. A terminal gets lines without deceiving
 * characters; a pipe gets every byte, until its reader has enough.
 */
export async function printPieces(pieces: Iterable<string | Uint8Array>): Promise<void> {
  const { stdout } = process;
  for (const piece of pieces) {
    const shown =
      stdout.isTTY && typeof piece === 'string'
        ? printableLines(piece.replaceAll('\r\n', '\n'), false)
        : piece;
    if (stdout.write(shown)) continue;
    if (!stdout.writable) return;
    await Promise.race([once(stdout, 'drain'), once(stdout, 'close')]).catch(() => undefined);
    if (!stdout.writable) return;
  }
}
