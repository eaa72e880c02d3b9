import type { ParameterValue } from '../../configuration.ts';

/** Those that compare with a value; `~` and `!~` compare with a pattern. */
export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=';
export const OPERATORS = ['=', '!=', '<', '<=', '>', '>=', '~', '!~'] as const;

/**
 * Whether a value stands in a relation to another one. An absent value stands in none, values of different
 * types in none but `!=`; lists and booleans have no order. Texts are compared without regard to case.
 */
export function compare(
  value: ParameterValue | null | undefined,
  operator: Operator,
  other: ParameterValue,
): boolean {
  if (value === null || value === undefined) return false;
  if (operator === '=') return equal(value, other);
  if (operator === '!=') return !equal(value, other);
  const order = orderOf(value, other);
  if (order === undefined) return false;
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
}

function equal(a: ParameterValue, b: ParameterValue): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((element, i) => element === b[i]);
  }
  if (typeof a === 'string' && typeof b === 'string') return a.toLowerCase() === b.toLowerCase();
  return a === b;
}

function orderOf(a: ParameterValue, b: ParameterValue): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : Number(a > b);
  return undefined;
}
