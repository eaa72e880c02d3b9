import { parseArgs } from 'node:util';
import type { OptionTable } from './option.ts';

/** A command line split into words, before anything is known to be right. */
export interface Words {
  /** The command, if any, and the words after it. */
  readonly plain: readonly string[];
  readonly options: readonly WrittenOption[];
}

export interface WrittenOption {
  /** Name in camel case, with `-h` as `help`; undefined for an option that no command has. */
  readonly key: string | undefined;
  /** The option without its value: `--max-trials`, `--no-color`, `-x`. */
  readonly written: string;
  /** The text of its value; of a flag `true` or `false`. Undefined if the line ends before it. */
  readonly value: string | undefined;
  /** The word after an unknown option, which may have been meant as its value. */
  readonly next?: string | undefined;
}

/** The written form of an option of the tables: `maxTrials` is `--max-trials`. */
export function optionName(key: string): string {
  return `--${kebab(key)}`;
}

/**
 * Splits words; `known` are the options of all commands. After `--` no word is an option, and a word that
 * looks like a negative number never is. A long dash, which editors make of two short ones, begins an option.
 */
export function splitWords(argv: readonly string[], known: OptionTable): Words {
  const keys = new Map(Object.keys(known).map((key) => [kebab(key), key]));
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      [...keys].map(([name, key]) => [name, { type: known[key]!.kind === 'flag' ? 'boolean' : 'string' }]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const plain: string[] = [];
  const options: WrittenOption[] = [];
  let last = -1;
  let ended = false;
  for (const token of tokens) {
    const group = token.index === last;
    last = token.index;
    if (token.kind === 'option-terminator') ended = true;
    const pasted = !ended && token.kind === 'positional' && /^[–—]/.test(token.value);
    if (token.kind === 'positional' && !pasted) plain.push(token.value);
    if (token.kind === 'option-terminator' || group) continue;
    const raw = argv[token.index]!;
    if (token.kind === 'option' && raw.startsWith('--')) {
      options.push(long(token.name, token.value, argv[token.index + 1]));
    } else if (token.kind === 'option' && /^-\d/.test(raw)) plain.push(raw);
    else if (raw === '-h') options.push({ key: 'help', written: raw, value: 'true' });
    else if (token.kind === 'option' || pasted) {
      options.push({ key: undefined, written: raw, value: undefined, next: argv[token.index + 1] });
    }
  }
  return { plain, options };

  function long(name: string, value: string | undefined, next: string | undefined): WrittenOption {
    const key = keys.get(name);
    const written = `--${name}`;
    const denied = name.startsWith('no-') ? keys.get(name.slice(3)) : undefined;
    if (key === undefined && denied !== undefined) return { key: denied, written, value: value ?? 'false' };
    if (key === undefined) return { key, written, value, next };
    if (known[key]!.kind === 'flag') return { key, written, value: value ?? 'true' };
    const isOption = value === next && value?.startsWith('--') && !value.includes(' ');
    return { key, written, value: isOption ? undefined : value };
  }
}

function kebab(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
