import type { Command } from '../commands/command.ts';
import { padded, textWidth, wrapped } from '../format/terminal.ts';
import { EVERYWHERE } from './everywhere.ts';
import type { Option, OptionTable } from './option.ts';
import { commandWords } from './usage.ts';
import { optionName } from './words.ts';

const WIDEST = 100;
/** Of longer words, descriptions are not aligned with each other. */
const MOST_INDENT = 22;
export const EXIT_STATUS = 'Exit status: 0 done, 1 in part, 2 wrong, 130 interrupted.';

/** Columns of a help in a terminal with these. */
export function helpWidth(columns: number | undefined): number {
  return Math.min(columns || WIDEST, WIDEST);
}

/** The help of a command, for one screen: what it does, its examples, then its words and options. */
export function commandHelp(command: Command, columns: number | undefined): string {
  const width = helpWidth(columns);
  const { describe, examples, positionals, options } = command;
  const words = Object.entries(positionals).map(([name, option]) => [`<${name}>`, meaning(option)] as const);
  const has = Object.keys(options).length > 0;
  return [
    wrapped(`${describe}.`, width),
    '',
    ...rows(
      examples.map(([line, purpose]) => [`sweep ${line}`, purpose]),
      width,
    ),
    '',
    `Usage: sweep ${commandWords(command)}${has ? ' [options]' : ''}`,
    ...rows([...words, ...written(options)], width),
    wrapped(`Everywhere: ${everywhere()}`, width, 2),
    wrapped(EXIT_STATUS, width, 2),
    '',
  ].join('\n');
}

function written(options: OptionTable): (readonly [string, string])[] {
  return Object.entries(options).map(([key, option]) => [
    option.type === 'number' ? `${optionName(key)} N` : optionName(key),
    meaning(option),
  ]);
}

/** The options that every command takes, as they are written. */
export function everywhere(): string {
  const names = Object.keys(EVERYWHERE).map((key) => (key === 'color' ? 'no-color' : key));
  return names.map((name) => `--${name}`).join(', ');
}

/** The description with what can be written, and what is meant if nothing is. */
function meaning({ describe, choices, usual }: Option<unknown>): string {
  const among = choices && choices.length <= MOST_CHOICES ? `: ${choices.join(', ')}` : '';
  return `${describe}${among}${usual === undefined ? '' : ` (default: ${usual})`}`;
}

const MOST_CHOICES = 4;

/** Pairs in two columns; where first parts are long, each second part beside its own or, without room, below it. */
function rows(pairs: readonly (readonly [string, string])[], width: number): string[] {
  const longest = Math.max(0, ...pairs.map(([word]) => textWidth(word)));
  const isAligned =
    longest <= MOST_INDENT || pairs.every(([, text]) => longest + textWidth(text) + 4 <= width);
  return pairs.flatMap(([word, text]) => {
    const line = `  ${isAligned ? padded(word, longest) : word}  ${text}`;
    if (textWidth(line) <= width) return [line];
    if (isAligned) return wrapped(line, width, longest + 4).split('\n');
    return [`  ${word}`, ...wrapped(`      ${text}`, width, 6).split('\n')];
  });
}
