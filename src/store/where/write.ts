import type { ParameterValue } from '../../configuration.ts';

/** A column's name in a filter: between backquotes if it is no word. */
export function writeColumn(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_./:@-]*$/u.test(name) && !KEYWORD.test(name)
    ? name
    : `\`${name.replaceAll('`', '``')}\``;
}

/** A text that is read back as itself without quotes. */
const WORD = /^[\p{L}_][\p{L}\p{N}_.-]*$/u;
const KEYWORD = /^(and|or|not|true|false)$/i;

/**
 * The condition that a column has a value, such as `filters=[32, 64]` or `note="a b"`, as `parseWhere` reads
 * it; undefined if it cannot be written: an absent value, or a mapping.
 */
export function writeCondition(column: string, value: ParameterValue | null | undefined): string | undefined {
  if (value === null || value === undefined) return undefined;
  const name = writeColumn(column);
  if (typeof value === 'object') {
    const isList = Array.isArray(value) && value.every((each) => typeof each === 'number');
    return isList ? `${name}=[${value.join(', ')}]` : undefined;
  }
  if (typeof value !== 'string') return `${name}=${value}`;
  if (WORD.test(value) && !KEYWORD.test(value)) return `${name}=${value}`;
  const quote = ['"', "'"].find((each) => !value.includes(each)) ?? '"';
  return `${name}=${quote}${value.replaceAll(quote, quote + quote)}${quote}`;
}
