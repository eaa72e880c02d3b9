import { resolve } from 'node:path';
import { Chalk, type ChalkInstance, supportsColor, supportsColorStderr } from 'chalk';
import { printableJson, printableLines } from '../printable.ts';
import { shellWord } from '../shellWord.ts';

/** The options that every command takes. */
export interface GlobalOptions {
  readonly db?: string | undefined;
  readonly json?: boolean | undefined;
  readonly color?: boolean | undefined;
  readonly wide?: boolean | undefined;
}

/** The terminal, files and options that a command runs with. */
export interface Context {
  /** Absolute path of the database. */
  readonly database: string;
  /** ` --db FILE` if a command needs it to find the same database; empty otherwise. */
  readonly atDatabase: string;
  /** Standard output carries only JSON; everything else goes to standard error. */
  readonly json: boolean;
  readonly chalk: ChalkInstance;
  /** True if a person watches standard output. */
  readonly interactive: boolean;
  /** Columns that tables may take: those of the terminal; undefined if they may have any width. */
  readonly columns: number | undefined;
  /** Writes a line of the answer to standard output. */
  print(text: string): void;
  /** Writes a line beside the answer to standard error. */
  note(text: string): void;
  /** Writes one JSON document, or one line of a stream of them, to standard output. */
  printJson(value: unknown, options?: { line?: boolean }): void;
}

export function createContext(options: GlobalOptions): Context {
  const json = options.json === true;
  const wanted = options.color !== false && !process.env.NO_COLOR;
  const support = json ? supportsColorStderr : supportsColor;
  const chalk = new Chalk({ level: wanted && support ? support.level : 0 });
  const lines = (text: string) => `${printableLines(text, chalk.level > 0)}\n`;
  const database = resolve(options.db ?? (process.env.SWEEP_DB || 'runs.db'));
  return {
    database,
    atDatabase: options.db === undefined ? '' : ` --db ${shellWord(database)}`,
    json,
    chalk,
    interactive: process.stdout.isTTY === true && !json,
    columns:
      process.stdout.isTTY === true && !json && !options.wide
        ? process.stdout.columns || undefined
        : undefined,
    print: (text) => process.stdout.write(lines(text)),
    note: (text) => process.stderr.write(lines(text)),
    printJson: (value, { line = false } = {}) =>
      process.stdout.write(`${printableJson(JSON.stringify(value, nonFiniteAsNull, line ? 0 : 2))}\n`),
  };
}

function nonFiniteAsNull(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}
