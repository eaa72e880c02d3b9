import { resolve } from 'node:path';
import { Chalk, type ChalkInstance, supportsColor, supportsColorStderr } from 'chalk';
import { printableJson, printableLines } from '../printable.ts';
import { shellWord } from '../shellWord.ts';
import { wrapped } from './format/terminal.ts';

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
  /** Columns that tables may take: those that the terminal has now; undefined if they may have any width. */
  readonly columns: number | undefined;
  /**
   * Writes lines of the answer to standard output. A terminal gets them broken between words, unless they are to be
   * copied as they are (`whole`), such as commands.
   */
  print(text: string, options?: { readonly whole?: boolean }): void;
  /** Writes lines beside the answer to standard error, for a terminal broken between words. */
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
  const columnsOf = (stream: NodeJS.WriteStream) =>
    stream.isTTY === true && !options.wide ? stream.columns || undefined : undefined;
  const database = resolve(options.db ?? (process.env.SWEEP_DB || 'runs.db'));
  return {
    database,
    atDatabase: options.db === undefined ? '' : ` --db ${shellWord(database)}`,
    json,
    chalk,
    interactive: process.stdout.isTTY === true && !json,
    get columns() {
      return json ? undefined : columnsOf(process.stdout);
    },
    print: (text, { whole = false } = {}) =>
      process.stdout.write(lines(whole ? text : wrapped(text, columnsOf(process.stdout)))),
    note: (text) => process.stderr.write(lines(json ? text : wrapped(text, columnsOf(process.stderr)))),
    printJson: (value, { line = false } = {}) =>
      process.stdout.write(`${printableJson(JSON.stringify(value, nonFiniteAsNull, line ? 0 : 2))}\n`),
  };
}

function nonFiniteAsNull(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}
