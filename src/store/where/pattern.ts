/** Longest pattern, in characters, and most parts that it may stand for after `{2,5}` is written out. */
const LONGEST = 200;
const MOST_PARTS = 2000;

/** A part of a pattern: what it takes of a text, and where it goes on. */
type Part =
  | { readonly kind: 'sign'; readonly takes: (sign: string) => boolean; next: number }
  | { readonly kind: 'start' | 'end'; next: number }
  | { readonly kind: 'either'; next: number; other: number }
  | { readonly kind: 'done' };

/** A piece that stands between two parts: `begin` makes it, given the part that follows. */
type Piece = (parts: Part[], next: number) => number;

/**
 * A regular expression as a predicate, in any letter case: `. ^ $ | ( ) [a-z] [^a-z] * + ? {2,5} \d \w \s` and `\D \W \S`.
 * Its time is linear in the text, whatever the pattern (Thompson, 1968: all alternatives at once), so that no
 * filter stops a dashboard for its other readers; therefore it has neither back references nor lookarounds.
 * @throws Error that says what is wrong with the pattern.
 */
export function compilePattern(pattern: string): (text: string) => boolean {
  if (pattern.length > LONGEST) throw new Error(`a pattern has at most ${LONGEST} characters`);
  const signs = new Signs(pattern);
  const piece = either(signs);
  if (!signs.atEnd) throw new Error('a ) closes nothing');
  const parts: Part[] = [{ kind: 'done' }];
  const first = piece(parts, 0);
  return (text) => matches(parts, first, text.toLowerCase());
}

function matches(parts: readonly Part[], first: number, text: string): boolean {
  let current = new Set<number>();
  const follow = (into: Set<number>, from: number, at: number): boolean => {
    const open = [from];
    while (open.length > 0) {
      const index = open.pop()!;
      if (into.has(index)) continue;
      into.add(index);
      const part = parts[index]!;
      if (part.kind === 'done') return true;
      if (part.kind === 'either') open.push(part.other, part.next);
      else if (part.kind === 'start' && at === 0) open.push(part.next);
      else if (part.kind === 'end' && at === text.length) open.push(part.next);
    }
    return false;
  };
  for (let at = 0; ; at++) {
    if (follow(current, first, at)) return true;
    if (at === text.length) return false;
    const following = new Set<number>();
    for (const index of current) {
      const part = parts[index]!;
      if (part.kind === 'sign' && part.takes(text[at]!) && follow(following, part.next, at + 1)) return true;
    }
    current = following;
  }
}

class Signs {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    // The letter of a class keeps its case: \D is not \d.
    this.text = text.replace(/\\.|[^\\]/gs, (sign) => (/^\\[DWS]$/.test(sign) ? sign : sign.toLowerCase()));
  }

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  get next(): string | undefined {
    return this.text[this.at];
  }

  take(): string {
    return this.text[this.at++]!;
  }

  takes(text: string): boolean {
    const found = this.text.startsWith(text, this.at);
    if (found) this.at += text.length;
    return found;
  }

  /** Steps over what a sticky expression finds here. */
  match(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.at;
    const found = expression.exec(this.text);
    if (found) this.at = expression.lastIndex;
    return found;
  }
}

function add(parts: Part[], part: Part): number {
  if (parts.length >= MOST_PARTS) throw new Error('the pattern repeats too much');
  return parts.push(part) - 1;
}

function either(signs: Signs): Piece {
  const first = sequence(signs);
  if (!signs.takes('|')) return first;
  const second = either(signs);
  return (parts, next) =>
    add(parts, { kind: 'either', next: first(parts, next), other: second(parts, next) });
}

function sequence(signs: Signs): Piece {
  const pieces: Piece[] = [];
  while (!signs.atEnd && signs.next !== '|' && signs.next !== ')') pieces.push(repeated(signs));
  return (parts, next) => pieces.reduceRight((after, piece) => piece(parts, after), next);
}

function repeated(signs: Signs): Piece {
  let piece = one(signs);
  for (;;) {
    const counted = signs.match(/\{(\d{1,3})(,(\d{0,3}))?\}/y);
    if (counted) piece = times(piece, Number(counted[1]), most(counted));
    else if (signs.takes('*')) piece = times(piece, 0, undefined);
    else if (signs.takes('+')) piece = times(piece, 1, undefined);
    else if (signs.takes('?')) piece = times(piece, 0, 1);
    else return piece;
    // Whether a repetition is greedy makes no difference to whether there is a match.
    signs.takes('?');
  }
}

/** Undefined for `{2,}`. */
function most([, least, range, upper]: RegExpExecArray): number | undefined {
  if (range === undefined) return Number(least);
  return upper === '' ? undefined : Number(upper);
}

function times(piece: Piece, least: number, most: number | undefined): Piece {
  if (most !== undefined && most < least)
    throw new Error(`{${least},${most}} has its numbers the wrong way round`);
  return (parts, next) => {
    let after = next;
    if (most === undefined) {
      after = add(parts, { kind: 'either', next: -1, other: next });
      (parts[after] as { next: number }).next = piece(parts, after);
    } else {
      for (let count = least; count < most; count++)
        after = add(parts, { kind: 'either', next: piece(parts, after), other: next });
    }
    for (let count = 0; count < least; count++) after = piece(parts, after);
    return after;
  };
}

function one(signs: Signs): Piece {
  const sign = signs.take();
  if (sign === '(') return group(signs);
  if (sign === '^') return (parts, next) => add(parts, { kind: 'start', next });
  if (sign === '$') return (parts, next) => add(parts, { kind: 'end', next });
  if ('*+?'.includes(sign)) throw new Error(`${sign} has nothing before it to repeat`);
  return taking(
    sign === '.' ? () => true : sign === '[' ? classOf(signs) : sign === '\\' ? escaped(signs) : is(sign),
  );
}

function group(signs: Signs): Piece {
  if (signs.next === '?' && !signs.takes('?:'))
    throw new Error('(? begins a lookaround, which patterns here do not have');
  const piece = either(signs);
  if (!signs.takes(')')) throw new Error('a ( is not closed');
  return piece;
}

type Takes = (sign: string) => boolean;

function taking(takes: Takes): Piece {
  return (parts, next) => add(parts, { kind: 'sign', takes, next });
}

const is =
  (wanted: string): Takes =>
  (sign) =>
    sign === wanted;

/** Classes of an escaped letter, and their opposites. */
const CLASSES: Readonly<Record<string, RegExp>> = {
  d: /\d/,
  D: /\D/,
  w: /[\p{L}\p{N}_]/u,
  W: /[^\p{L}\p{N}_]/u,
  s: /\s/,
  S: /\S/,
};

function escaped(signs: Signs): Takes {
  if (signs.atEnd) throw new Error('a \\ stands at the end');
  const sign = signs.take();
  if (/\d/.test(sign)) throw new Error(`\\${sign} refers back to a group, which patterns here cannot`);
  const known = CLASSES[sign];
  return known ? (each) => known.test(each) : is(sign);
}

function classOf(signs: Signs): Takes {
  const not = signs.takes('^');
  const choices: Takes[] = [];
  do {
    if (signs.atEnd) throw new Error('a [ is not closed');
    const first = signs.take();
    if (first === '\\') choices.push(escaped(signs));
    else {
      const range = signs.match(/-([^\]\\])/y);
      const last = range?.[1] ?? first;
      if (last < first) throw new Error(`${first}-${last} is no range`);
      choices.push((sign) => sign >= first && sign <= last);
    }
  } while (!signs.takes(']'));
  return (sign) => choices.some((takes) => takes(sign)) !== not;
}
