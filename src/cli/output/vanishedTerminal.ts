import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { isatty } from 'node:tty';

/**
 * Lets the process end in order if its terminal is gone. Node restores the terminal's settings as the last
 * thing that it does, and aborts if that fails; it skips a descriptor that is no longer the same file.
 */
export function endWithoutTerminal(): void {
  const terminals = [0, 1, 2].filter(isatty);
  process.on('exit', () => {
    for (const descriptor of terminals.filter((each) => !isatty(each))) {
      closeSync(descriptor);
      // The lowest free descriptor is the one just closed.
      openSync(devNull, 'r+');
    }
  });
}
