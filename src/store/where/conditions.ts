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
  if (conditionsOf(where).includes(condition)) return where!;
  return [...joinable(where), condition].join(' and ');
}

/** The same conditions, in brackets where `and` could not join them as they are. */
export function joinable(where: string | undefined): string[] {
  const conditions = conditionsOf(where);
  const whole = conditions.length === 1 && topLevel(tokensOf(conditions[0]!), 'or').length > 0;
  return whole ? [`(${conditions[0]})`] : conditions;
}

/** The names that a condition compares with values, as they are written but without their quotes. */
export function columnsOfCondition(condition: string): string[] {
  const tokens = tokensOf(condition);
  const names = tokens.filter((_, index) => tokens[index + 1]?.kind === 'operator');
  return [...new Set(names.map(({ text }) => text))];
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
