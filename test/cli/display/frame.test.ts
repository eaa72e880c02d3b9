import { expect, it } from 'vitest';
import { openFrame } from '../../../src/cli/display/frame.ts';
import { terminal } from './terminal.ts';

/** The rows of a terminal that was written to, as far as log-update and frames use its escape sequences. */
function screen(written: string): string[] {
  const rows: string[] = [''];
  let [row, column] = [0, 0];
  for (const [all, count, command] of written.matchAll(/\p{Cc}\[\??(\d*)([A-Za-z])|./gsu)) {
    const many = Number(count || 1);
    if (command === 'A') row = Math.max(0, row - many);
    else if (command === 'B') row = Math.min(rows.length - 1, row + many);
    else if (command === 'G' || all === '\r') column = 0;
    else if (command === 'K') rows[row] = count === '2' ? '' : rows[row]!.slice(0, column);
    else if (all === '\n') {
      row++;
      column = 0;
      rows[row] ??= '';
    } else if (command === undefined) {
      rows[row] = rows[row]!.slice(0, column).padEnd(column) + all + rows[row]!.slice(column + 1);
      column++;
    }
  }
  return rows;
}

it('shows each of its lines once, however many come or go in its middle', () => {
  const { written, stream } = terminal(80);
  const frame = openFrame(stream, () => {});
  const frames = [
    ['', 'lane', 'idle', 'best', 'total', 'end'],
    ['', 'lane', 'lane 2', 'its values', 'best', 'total', 'end'],
    ['', 'lane', 'idle', 'best', 'total 2', 'end'],
  ];
  for (const lines of frames) {
    frame.draw(lines);
    expect(screen(written.join('')).join('\n').trimEnd()).toBe(lines.join('\n'));
  }
  frame.keep('stays');
  frame.draw(frames[0]!);
  expect(screen(written.join('')).join('\n').trimEnd()).toBe(['stays', ...frames[0]!].join('\n'));
  frame.close();
});

it('clears every row that its lines take after the terminal was made narrower', () => {
  const { written, stream } = terminal(80);
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
