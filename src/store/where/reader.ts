import type { SweepError } from '../../errors.ts';
import { filterInvalid } from './filterInvalid.ts';
import { type Token, tokenize } from './tokens.ts';

/** Walks over the tokens of an expression, one after another. */
export class Reader {
  readonly text: string;
  private readonly tokens: readonly Token[];
  private next = 0;

  constructor(text: string) {
    this.text = text;
    this.tokens = tokenize(text);
  }

  get atEnd(): boolean {
    return this.token.kind === 'end';
  }

  /** The next token if it is of that kind. */
  peek(kind: Exclude<Token['kind'], 'end'>): Token | undefined {
    return this.token.kind === kind ? this.token : undefined;
  }

  /** The next token if it is of that kind, and steps over it. */
  take(kind: Exclude<Token['kind'], 'end'>): Token | undefined {
    const token = this.peek(kind);
    if (token) this.next++;
    return token;
  }

  /** Steps over a keyword, whatever its case. */
  takeWord(word: string): boolean {
    return this.token.text.toLowerCase() === word && this.take('word') !== undefined;
  }

  takeBracket(bracket: string): boolean {
    return this.token.text === bracket && this.take('bracket') !== undefined;
  }

  /** "Expected … but found …", at the next token. */
  expected(wanted: string): SweepError {
    return this.error(
      `expected ${wanted}, found ${this.atEnd ? 'the end' : this.token.text || 'an empty text'}`,
    );
  }

  /** A problem at the next token. */
  error(problem: string): SweepError {
    return filterInvalid(this.text, this.token.position, problem);
  }

  private get token(): Token {
    return this.tokens[this.next]!;
  }
}
