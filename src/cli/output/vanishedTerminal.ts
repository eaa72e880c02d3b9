import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { isatty } from 'node:tty';

/**
 * Lets the process end in order where its terminal is gone. Node gives a terminal its settings back as the last thing
 * it does, and aborts where that fails; it leaves alone what is no longer the file that it was.
 */
export function endWithoutTerminal(): void {
  const terminals = [0, 1, 2].filter(isatty);
  process.on('exit', () => {
    for (const descriptor of terminals.filter((each) => !isatty(each))) {
      closeSync(descriptor);
      // The lowest that is free: this one.
      openSync(devNull, 'r+');
    }
  });
}
