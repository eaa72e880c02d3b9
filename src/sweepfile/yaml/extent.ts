import { CST, Lexer } from 'yaml';

/**
 * Most keys and values of a spec, far more than a person writes; an alias counts as the value that it refers
 * to.
 */
export const MOST_PARTS = 100_000;

/** Tokens of that many parts: each has its colon, dash or brackets and its comma. */
const MOST_TOKENS = 3 * MOST_PARTS;

/** An empty document takes the memory of this many tokens. */
const TOKENS_PER_DOCUMENT = 10;

/** Levels of lists and mappings: far more than a spec needs, far less than the YAML parser's recursion can take. */
export const MOST_LEVELS = 100;

export interface Excess {
  readonly limit: 'parts' | 'levels';
  readonly offset: number;
}

/**
 * The place at which a text exceeds what can be parsed in short time and little memory; undefined if it does
 * not.
 */
export function excessOf(text: string): Excess | undefined {
  const levels = new Levels();
  let offset = 0;
  let tokens = 0;
  let lineStart = 0;
  let scalarNext = false;
  for (const token of new Lexer().lex(text)) {
    if (scalarNext) levels.scalar(offset - lineStart);
    else if (MARKERS.has(token)) {
      if (token === SCALAR) scalarNext = true;
      else if (token === FLOW_END) levels.leaveFlow();
      continue;
    } else levels.token(CST.tokenType(token), offset - lineStart);
    scalarNext = false;
    if (token === '---' || token === '...') tokens += TOKENS_PER_DOCUMENT;
    else if (token.trim() !== '' && token[0] !== '#') tokens++;
    if (tokens > MOST_TOKENS) return { limit: 'parts', offset };
    if (levels.depth > MOST_LEVELS) return { limit: 'levels', offset };
    offset += token.length;
    const lineEnd = token.lastIndexOf('\n');
    if (lineEnd !== -1) lineStart = offset - token.length + lineEnd + 1;
  }
  return undefined;
}

/** Tokens of the lexer without text. */
const [DOCUMENT, FLOW_END, SCALAR] = [CST.DOCUMENT, CST.FLOW_END, CST.SCALAR];
const MARKERS = new Set<string>([DOCUMENT, FLOW_END, SCALAR]);

/** The nesting of lists and mappings around the present token. */
class Levels {
  /** Columns at which the open lists and mappings in block style began. */
  private readonly columns: number[] = [];
  private brackets = 0;
  private keyColumn: number | undefined;

  get depth(): number {
    return this.columns.length + this.brackets;
  }

  token(type: CST.TokenType | null, column: number): void {
    if (type === 'flow-map-start' || type === 'flow-seq-start') {
      if (this.brackets === 0) this.keyColumn ??= column;
      this.brackets++;
    } else if (type === 'flow-map-end' || type === 'flow-seq-end') {
      this.brackets = Math.max(0, this.brackets - 1);
    } else if (this.brackets === 0) {
      if (type === 'seq-item-ind' || type === 'explicit-key-ind') this.open(column);
      else if (type === 'map-value-ind') this.open(this.keyColumn ?? column);
      else if (type === 'newline') this.keyColumn = undefined;
      else if (type !== 'space' && type !== 'comment') this.scalar(column);
    }
  }

  scalar(column: number): void {
    if (this.brackets === 0) this.keyColumn ??= column;
  }

  leaveFlow(): void {
    this.brackets = 0;
  }

  private open(column: number): void {
    while (this.columns.length > 0 && this.columns.at(-1)! >= column) this.columns.pop();
    this.columns.push(column);
    this.keyColumn = undefined;
  }
}
