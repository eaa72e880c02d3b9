import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { openFrame } from '../../../src/cli/display/frame.ts';

it('clears every row that its lines take after the terminal was made narrower', () => {
  const written: string[] = [];
  const stream = Object.assign(
    new Writable({
      write(chunk, _encoding, done) {
        written.push(String(chunk));
        done();
      },
    }),
    { columns: 80, rows: 24, isTTY: true },
  ) as unknown as NodeJS.WriteStream;
  const lines = () => ['', 'x'.repeat(stream.columns - 1), 'short'];
  const frame = openFrame(stream, () => frame.draw(lines()));
  frame.draw(lines());
  written.length = 0;
  stream.columns = 40;
  stream.emit('resize');
  // 79 characters take two rows of 40, the other two lines one each.
  expect(written[0]).toBe(`\r${'\u001B[A\u001B[2K'.repeat(4)}\n\n\n`);
  expect(written.join('')).toContain('x'.repeat(39));
  expect(written.join('')).not.toContain('x'.repeat(40));
  frame.close();
  expect(stream.listenerCount('resize')).toBe(0);
});
