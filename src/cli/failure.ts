import { inspect } from 'node:util';
import { chalkStderr } from 'chalk';
import { type ErrorCode, toWire } from '../errors.ts';
import { printableJson, printableLines } from '../printable.ts';
import { BrokenRun } from '../sweep/brokenRun.ts';
import { wrapped } from './format/terminal.ts';
import { invocation } from './invocation.ts';

/** Exit statuses, as docs/command-line.md lists them. */
export const EXIT = { done: 0, failed: 1, wrong: 2, interrupted: 130 } as const;

const STATUSES: Partial<Record<ErrorCode, number>> = {
  interrupted: EXIT.interrupted,
  output_unwritable: EXIT.failed,
};

const INDENT = '  ';

/** Stacks are shown only to those who ask for them, before anything of the command line is read. */
function wantsStacks(): boolean {
  return Boolean(process.env.SWEEP_DEBUG) || process.argv.includes('--debug');
}

/**
 * Prints an error to standard error and returns the exit status for it. Commands in its hint, written as
 * `sweep …` in backticks, are printed as they are called here, with the words of `atDatabase`.
 */
export function reportError(thrown: unknown, json: boolean, atDatabase = ''): number {
  const broken = thrown instanceof BrokenRun ? thrown : undefined;
  const error = broken ? broken.cause : thrown;
  const { code, message, hint: step } = toWire(error);
  const general = [step, broken?.kept].filter(Boolean).join(' ') || undefined;
  const hint = general && commandsHere(general, atDatabase);
  if (json) process.stderr.write(`${printableJson(JSON.stringify({ error: { code, message, hint } }))}\n`);
  else {
    const word = process.env.NO_COLOR ? 'error' : chalkStderr.red('error');
    process.stderr.write(`${indented(`${word} (${code}): ${printableLines(message, false)}`)}\n`);
    if (hint) process.stderr.write(`${INDENT}${indented(printableLines(hint, false))}\n`);
  }
  if (wantsStacks()) process.stderr.write(`${inspect(error)}\n`);
  return broken ? EXIT.failed : (STATUSES[code] ?? EXIT.wrong);
}

/** Commands that look at no database. */
const WITHOUT_DATABASE = /^(data|doctor)\b/;

function commandsHere(hint: string, atDatabase: string): string {
  return hint.replace(/`sweep ([^`]+)`/g, (_, words: string) => {
    const isNamed = WITHOUT_DATABASE.test(words) || /(^| )--db\b/.test(words);
    return `\`${invocation()} ${words}${isNamed ? '' : atDatabase}\``;
  });
}

/**
 * Indents further lines below the first one, so that none looks like a message of its own; a terminal gets them
 * broken between words.
 */
function indented(text: string): string {
  const columns = process.stderr.isTTY ? process.stderr.columns || undefined : undefined;
  return wrapped(text, columns && columns - INDENT.length).replaceAll('\n', `\n${INDENT}`);
}
