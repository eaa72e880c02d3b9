import { createLogUpdate } from 'log-update';
import { textWidth } from '../format/terminal.ts';

/** The part of a terminal that is drawn in place, below the lines that stay. */
export interface Frame {
  /** Draws these lines in place of the last ones; each must fit into the terminal. */
  draw(lines: readonly string[]): void;
  /** Writes lines above the frame, which stay. */
  keep(text: string): void;
  close(): void;
}

/**
 * A frame that is drawn anew whenever the terminal is resized. `redraw` must call `draw`.
 */
export function openFrame(stream: NodeJS.WriteStream, redraw: () => void): Frame {
  const update = createLogUpdate(stream);
  let drawn: readonly string[] = [];
  const clear = () => {
    update.clear();
    drawn = [];
  };
  const onResize = (): void => {
    // The terminal has broken the lines anew, so the frame takes other rows than log-update wrote; moving the cursor
    // to where log-update expects it lets it clear them. Row by row: a terminal may keep a screen that is cleared
    // as a whole in its scrollback.
    if (drawn.length > 0 && breaksLinesAnew()) {
      const columns = stream.columns || 80;
      const rows = drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(textWidth(line) / columns)), 0);
      stream.write(`\r${'\u001B[A\u001B[2K'.repeat(rows)}${'\n'.repeat(drawn.length)}`);
    }
    clear();
    redraw();
  };
  stream.on('resize', onResize);
  return {
    draw(lines) {
      // log-update leaves the lines below a change where they are, although they move if lines came or went above them.
      if (lines.length !== drawn.length) clear();
      update(lines.join('\n'));
      drawn = lines;
    },
    keep(text) {
      clear();
      stream.write(`${text}\n`);
    },
    close() {
      stream.off('resize', onResize);
      clear();
      update.done();
    },
  };
}

/** Whether the terminal breaks lines anew when it gets narrower; those that do not cut them. */
function breaksLinesAnew({ XTERM_VERSION, TERM } = process.env): boolean {
  const isWithin = /^(screen|tmux)/.test(TERM ?? '');
  return isWithin || (XTERM_VERSION === undefined && TERM !== 'linux');
}
