import type { ParameterValue } from '../../configuration.ts';

/** A text that is read back as itself without quotes. */
const WORD = /^[\p{L}_][\p{L}\p{N}_.-]*$/u;
const KEYWORD = /^(and|or|not|true|false)$/i;

/**
 * The condition that a column has a value, such as `filters=[32, 64]` or `note="a b"`, as `parseWhere` reads it;
 * undefined where it cannot be written: an absent value, or a text with both kinds of quotes.
 */
export function writeCondition(column: string, value: ParameterValue | null | undefined): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'object') return `${column}=[${value.join(', ')}]`;
  if (typeof value !== 'string') return `${column}=${value}`;
  if (WORD.test(value) && !KEYWORD.test(value)) return `${column}=${value}`;
  const quote = ['"', "'"].find((each) => !value.includes(each));
  return quote && `${column}=${quote}${value}${quote}`;
}
