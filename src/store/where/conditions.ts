import { SweepError } from '../../errors.ts';
import { type Token, tokenize } from './tokens.ts';

/**
 * The conditions that a filter joins by `and`, as they are written; the whole filter as one if `or` joins its
 * parts, none if it cannot be read.
 */
export function conditionsOf(where: string | undefined): string[] {
  if (where === undefined || where.trim() === '') return [];
  const tokens = tokensOf(where);
  if (tokens.length === 0) return [];
  const ands = topLevel(tokens, 'and');
  if (ands.length === 0 || topLevel(tokens, 'or').length > 0) return [where.trim()];
  const starts = [0, ...ands.map(({ position }) => position + 2)];
  const ends = [...ands.map(({ position }) => position - 1), where.length];
  return starts.map((start, index) => where.slice(start, ends[index]).trim());
}

/** The filter with one more condition; unchanged if it has that condition already. */
export function narrow(where: string | undefined, condition: string): string {
  const conditions = conditionsOf(where);
  if (conditions.includes(condition)) return where!;
  const whole = conditions.length === 1 && topLevel(tokensOf(conditions[0]!), 'or').length > 0;
  return [...(whole ? [`(${conditions[0]})`] : conditions), condition].join(' and ');
}

/** The name that a single condition begins with, as it is written but without its quotes. */
export function columnOfCondition(condition: string): string | undefined {
  const [first] = tokensOf(condition);
  return first && (first.kind === 'word' || first.kind === 'name') ? first.text : undefined;
}

function topLevel(tokens: readonly Token[], keyword: string): Token[] {
  let depth = 0;
  return tokens.filter(({ kind, text }) => {
    if (kind === 'bracket' && '(['.includes(text)) depth++;
    if (kind === 'bracket' && ')]'.includes(text)) depth--;
    return depth === 0 && kind === 'word' && text.toLowerCase() === keyword;
  });
}

function tokensOf(where: string): Token[] {
  try {
    return tokenize(where);
  } catch (error) {
    if (error instanceof SweepError && error.code === 'filter_invalid') return [];
    throw error;
  }
}
