import { capitalized } from '../../format.ts';
import type { Command } from '../commands/command.ts';
import { padded, textWidth, wrapped } from '../format/terminal.ts';
import { invocation, quickstart } from '../invocation.ts';
import { EXIT_STATUS, everywhere, helpWidth } from './commandHelp.ts';

/** Columns from one group of commands to the next, and those that two side by side take. */
const GROUP = 42;
const BOTH = 80;

/** The help of the program, for one screen: the first command to type, all commands in groups, what all have. */
export function programHelp(commands: readonly Command[], columns: number | undefined): string {
  const width = helpWidth(columns);
  const groups = groupsOf(commands);
  const shown =
    width < BOTH
      ? groups.flat()
      : groups.flatMap((group, at) => (at % 2 === 0 ? beside(group, groups[at + 1] ?? []) : []));
  return [
    wrapped('Hyperparameter sweeps on this machine: a YAML spec in, a leaderboard out.', width),
    `First: ${invocation()} run ${quickstart()}`,
    '',
    ...shown,
    '',
    wrapped(`sweep COMMAND -h has its options and examples. Everywhere: ${everywhere()}`, width),
    wrapped(EXIT_STATUS, width),
    '',
  ].join('\n');
}

/** For each group its title and a line for each of its commands. */
function groupsOf(commands: readonly Command[]): string[][] {
  const longest = Math.max(...commands.map(({ name }) => textWidth(name)));
  const groups = [...new Set(commands.map(({ group }) => group))];
  return groups.map((title) => [
    capitalized(title),
    ...commands
      .filter(({ group }) => group === title)
      .map(({ name, brief }) => `  ${padded(name, longest)}  ${brief}`),
  ]);
}

function beside(left: readonly string[], right: readonly string[]): string[] {
  const rows = Math.max(left.length, right.length);
  return Array.from({ length: rows }, (_, at) =>
    `${padded(left[at] ?? '', GROUP)}${right[at] ?? ''}`.trimEnd(),
  );
}
