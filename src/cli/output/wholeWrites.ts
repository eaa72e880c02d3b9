import { fstatSync, writeSync } from 'node:fs';

const LINE_END = Buffer.from('\n');

/** A stream as far as it is made to write whole chunks. */
type FileStream = NodeJS.WriteStream & { readonly fd: number };

/** Whether the stream ends in a file or a device, which Node writes to directly. */
export function endsInFile({ fd, isTTY }: FileStream): boolean {
  if (isTTY) return false;
  try {
    // As integers: Node 20 takes the mode of a pipe that it saw last for that of the next path that it resolves.
    const found = fstatSync(fd, { bigint: true });
    return found.isFile() || found.isCharacterDevice();
  } catch {
    return false;
  }
}

/**
 * Lets a stream to a file write its chunks whole or say why not. Node writes each of them once: what a nearly full disk
 * did not take would be lost without an error. Every chunk is tried, since a disk can be emptied meanwhile; a line that
 * was cut off is ended before the next one.
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
