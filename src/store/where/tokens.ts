import { filterInvalid } from './filterInvalid.ts';

/** A piece of an expression; `position` counts characters from 1. */
export interface Token {
  readonly kind: 'word' | 'name' | 'number' | 'text' | 'operator' | 'bracket' | 'pattern' | 'end';
  /** As written, a quoted text without its quotes. */
  readonly text: string;
  readonly position: number;
}

const LONGEST = 2000;

const PATTERNS: readonly (readonly [Token['kind'] | 'space', RegExp])[] = [
  ['space', /\s+/y],
  ['number', /[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?(?![\w.])/iy],
  ['word', /[\p{L}\p{N}_][\p{L}\p{N}_./:@-]*/uy],
  ['name', /`(?:[^`]|``)*`/y],
  ['text', /"(?:[^"]|"")*"|'(?:[^']|'')*'/y],
  ['operator', /<=|>=|!=|!~|=~|==|<>|=|<|>|~/y],
  ['bracket', /[()[\],]/y],
];

/** @throws SweepError `filter_invalid` at a character that begins no token. */
export function tokenize(text: string): Token[] {
  if (text.length > LONGEST) {
    throw filterInvalid(text, LONGEST + 1, `the expression is longer than ${LONGEST} characters`);
  }
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const [kind, found] = followsTilde(tokens) ? matchPattern(text, at) : match(text, at);
    if (kind !== 'space') {
      const plain = /^(["'`]).*\1$/s.test(found) ? withoutQuotes(found) : found;
      tokens.push({ kind, text: plain, position: at + 1 });
    }
    at += found.length;
  }
  return [...tokens, { kind: 'end', text: '', position: text.length + 1 }];
}

function followsTilde(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1);
  return last?.kind === 'operator' && last.text.endsWith('~');
}

/** A regular expression: between quotes, or up to a space or to the bracket that closes one before it. */
function matchPattern(text: string, at: number): readonly [Token['kind'] | 'space', string] {
  const begun = /\s+|"(?:[^"]|"")*"|'(?:[^']|'')*'/y;
  begun.lastIndex = at;
  const found = begun.exec(text)?.[0];
  if (found) return [found.trim() === '' ? 'space' : 'pattern', found];
  if (/["']/.test(text[at] ?? '')) throw filterInvalid(text, at + 1, 'a quote is not closed');
  let [end, depth] = [at, 0];
  for (; end < text.length && !/\s/.test(text[end]!); end++) {
    if (text[end] === '\\') end++;
    else if (text[end] === '(') depth++;
    else if (text[end] === ')' && --depth < 0) break;
  }
  if (end === at) throw filterInvalid(text, at + 1, 'expected a pattern after ~');
  return ['pattern', text.slice(at, end)];
}

/** The text between quotes; a doubled quote means one. */
function withoutQuotes(quoted: string): string {
  const quote = quoted[0]!;
  return quoted.slice(1, -1).replaceAll(quote + quote, quote);
}

function match(text: string, at: number): readonly [Token['kind'] | 'space', string] {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found) return [kind, found];
  }
  const quote = ['"', "'", '`'].includes(text[at]!);
  throw filterInvalid(text, at + 1, quote ? 'a quote is not closed' : `${text[at]} has no meaning here`);
}
