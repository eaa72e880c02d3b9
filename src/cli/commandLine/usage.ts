import type { Command } from '../commands/command.ts';
import { invocation } from '../invocation.ts';

/** The words of a command, such as `show <trial>` or `compare [sweep..]`. */
export function commandWords({ name, positionals }: Pick<Command, 'name' | 'positionals'>): string {
  const words = Object.entries(positionals).map(([key, { required, kind }]) =>
    required ? `<${key}>` : `[${key}${kind === 'many' ? '..' : ''}]`,
  );
  return [name, ...words].join(' ');
}

/** The same after the program's name, as it can be typed here. */
export function usageOf(command: Command): string {
  return `${invocation()} ${commandWords(command)}`;
}
