import { fstatSync, writeSync } from 'node:fs';

const LINE_END = Buffer.from('\n');

/** A stream, with the parts that make it write whole chunks. */
type FileStream = NodeJS.WriteStream & { readonly fd: number };

/** Whether the stream ends in a file or a device, which Node writes to directly. */
export function endsInFile({ fd, isTTY }: FileStream): boolean {
  if (isTTY) return false;
  try {
    // As integers: Node 20 mixes up the mode of the last pipe with that of the next path that it resolves.
    const found = fstatSync(fd, { bigint: true });
    return found.isFile() || found.isCharacterDevice();
  } catch {
    return false;
  }
}

/**
 * Makes a stream to a file write its chunks completely or report why not. Node writes each chunk once: the
 * rest that a nearly full disk did not take would be lost without an error. Every chunk is tried, since space
 * may become free meanwhile; a line that was cut off is ended before the next one.
 */
export function writeWhole(stream: FileStream, onError: (error: unknown) => void): void {
  let isCut = false;
  stream._write = (chunk: Buffer, _encoding, done) => {
    const bytes = isCut ? Buffer.concat([LINE_END, chunk]) : chunk;
    let written = 0;
    try {
      while (written < bytes.length) written += writeSync(stream.fd, bytes, written);
      isCut = false;
    } catch (error) {
      isCut ||= written > 0;
      onError(error);
    }
    done();
  };
}
