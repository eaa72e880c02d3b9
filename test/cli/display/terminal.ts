import { Writable } from 'node:stream';

/** A terminal that remembers what it was told. */
export function terminal(columns: number): { written: string[]; stream: NodeJS.WriteStream } {
  const written: string[] = [];
  const stream = Object.assign(
    new Writable({
      write(chunk, _encoding, done) {
        written.push(String(chunk));
        done();
      },
    }),
    { columns, rows: 24, isTTY: true },
  ) as unknown as NodeJS.WriteStream;
  return { written, stream };
}
