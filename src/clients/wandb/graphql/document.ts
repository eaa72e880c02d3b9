import { Refusal } from '../../tracker.ts';

/** A value in GraphQL's grammar, before variables are inserted. */
export type Literal =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'scalar'; readonly value: unknown }
  | { readonly kind: 'list'; readonly items: readonly Literal[] }
  | { readonly kind: 'object'; readonly fields: Arguments };

export type Arguments = Readonly<Record<string, Literal>>;

interface Directives {
  readonly directives: Readonly<Record<string, Arguments>>;
}

export interface Field extends Directives {
  readonly kind: 'field';
  /** The name in the answer: the alias, if there is one. */
  readonly key: string;
  readonly name: string;
  readonly arguments: Arguments;
  readonly selections: readonly Selection[];
}

export type Selection =
  | Field
  | ({ readonly kind: 'spread'; readonly fragment: string } & Directives)
  | ({
      readonly kind: 'inline';
      readonly on?: string;
      readonly selections: readonly Selection[];
    } & Directives);

export interface Operation {
  readonly type: 'query' | 'mutation';
  readonly name: string | undefined;
  /** Values of variables that were not given. */
  readonly defaults: Readonly<Record<string, Literal>>;
  readonly selections: readonly Selection[];
}

export interface Document {
  readonly operations: readonly Operation[];
  readonly fragments: Readonly<
    Record<string, { readonly on: string; readonly selections: readonly Selection[] }>
  >;
}

const TOKEN =
  /[\s,\uFEFF]+|#[^\n\r]*|(\.\.\.|[!$&()=:@[\]{}|])|([A-Za-z_]\w*)|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|("""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*")/gy;

/** Most levels of nested selections; W&B's own have at most twelve. */
const DEEPEST = 30;

/**
 * Parses the executable part of GraphQL's grammar (October 2021, section 2), which is all that clients send:
 * operations, fragments, arguments, variables, directives. Types of variables are skipped.
 * @throws Refusal if the text does not follow that grammar.
 */
export function parseDocument(text: string): Document {
  return new Parser(text).document();
}

class Parser {
  private readonly tokens: string[] = [];
  private at = 0;
  private depth = 0;

  constructor(text: string) {
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < text.length) {
      const from = TOKEN.lastIndex;
      const found = TOKEN.exec(text);
      if (!found) throw new Refusal('invalid', `The query is no GraphQL at character ${from + 1}.`);
      const token = found[1] ?? found[2] ?? found[3] ?? found[4];
      if (token !== undefined) this.tokens.push(token);
    }
  }

  document(): Document {
    const operations: Operation[] = [];
    const fragments: Record<string, Document['fragments'][string]> = Object.create(null);
    while (this.at < this.tokens.length) {
      if (this.take('fragment')) {
        const name = this.name();
        this.expect('on');
        const on = this.name();
        this.directives();
        fragments[name] = { on, selections: this.selections() };
      } else operations.push(this.operation());
    }
    if (operations.length === 0) throw new Refusal('invalid', 'The query has no operation.');
    return { operations, fragments };
  }

  private operation(): Operation {
    if (this.peek() === '{')
      return { type: 'query', name: undefined, defaults: {}, selections: this.selections() };
    const type = this.name();
    if (type !== 'query' && type !== 'mutation')
      throw new Refusal('invalid', `Operations are a query or a mutation here, not a ${type.slice(0, 40)}.`);
    const name = this.peek() === '(' || this.peek() === '{' ? undefined : this.name();
    const defaults: Record<string, Literal> = Object.create(null);
    if (this.take('('))
      while (!this.take(')')) {
        this.expect('$');
        const variable = this.name();
        this.expect(':');
        this.type();
        if (this.take('=')) defaults[variable] = this.value();
      }
    this.directives();
    return { type, name, defaults, selections: this.selections() };
  }

  private type(): void {
    while (this.take('[') || this.take(']') || this.take('!'));
    this.name();
    while (this.take(']') || this.take('!'));
  }

  private selections(): Selection[] {
    if (++this.depth > DEEPEST)
      throw new Refusal('invalid', `The query is more than ${DEEPEST} levels deep.`);
    this.expect('{');
    const selections: Selection[] = [];
    while (!this.take('}')) selections.push(this.selection());
    this.depth--;
    return selections;
  }

  private selection(): Selection {
    if (this.take('...')) {
      if (this.peek() !== 'on' && this.peek() !== '{' && this.peek() !== '@')
        return { kind: 'spread', fragment: this.name(), directives: this.directives() };
      const on = this.take('on') ? { on: this.name() } : {};
      const directives = this.directives();
      return { kind: 'inline', ...on, directives, selections: this.selections() };
    }
    const first = this.name();
    const name = this.take(':') ? this.name() : first;
    const given = this.arguments();
    const directives = this.directives();
    const selections = this.peek() === '{' ? this.selections() : [];
    return { kind: 'field', key: first, name, arguments: given, directives, selections };
  }

  private directives(): Record<string, Arguments> {
    const directives: Record<string, Arguments> = Object.create(null);
    while (this.take('@')) {
      const name = this.name();
      directives[name] = this.arguments();
    }
    return directives;
  }

  private arguments(): Arguments {
    return this.take('(') ? this.fields(')') : {};
  }

  private fields(end: string): Arguments {
    const fields: Record<string, Literal> = Object.create(null);
    while (!this.take(end)) {
      const name = this.name();
      this.expect(':');
      fields[name] = this.value();
    }
    return fields;
  }

  private value(): Literal {
    if (++this.depth > DEEPEST)
      throw new Refusal('invalid', `The query is more than ${DEEPEST} levels deep.`);
    const value = this.anyValue();
    this.depth--;
    return value;
  }

  private anyValue(): Literal {
    if (this.take('$')) return { kind: 'variable', name: this.name() };
    if (this.take('{')) return { kind: 'object', fields: this.fields('}') };
    if (this.take('[')) {
      const items: Literal[] = [];
      while (!this.take(']')) items.push(this.value());
      return { kind: 'list', items };
    }
    const token = this.next();
    if (token.startsWith('"""')) return { kind: 'scalar', value: token.slice(3, -3) };
    if (token.startsWith('"')) return { kind: 'scalar', value: unquoted(token) };
    if (/^-?\d/.test(token)) return { kind: 'scalar', value: Number(token) };
    const words: Record<string, unknown> = { true: true, false: false, null: null };
    if (token in words) return { kind: 'scalar', value: words[token] };
    if (/^[A-Za-z_]/.test(token)) return { kind: 'scalar', value: token };
    throw this.unexpected(token);
  }

  private name(): string {
    const token = this.next();
    if (!/^[A-Za-z_]/.test(token)) throw this.unexpected(token);
    return token;
  }

  private peek(): string | undefined {
    return this.tokens[this.at];
  }

  private take(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at++;
    return true;
  }

  private expect(token: string): void {
    const next = this.next();
    if (next !== token) throw this.unexpected(next);
  }

  private next(): string {
    const token = this.tokens[this.at++];
    if (token === undefined) throw new Refusal('invalid', 'The query ends too early.');
    return token;
  }

  private unexpected(token: string): Refusal {
    return new Refusal(
      'invalid',
      `The query has ${JSON.stringify(token.slice(0, 40))} where it makes no sense.`,
    );
  }
}

function unquoted(token: string): string {
  try {
    return JSON.parse(token);
  } catch {
    throw new Refusal('invalid', 'The query has a string with an unknown escape.');
  }
}
