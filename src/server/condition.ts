import type { ParameterValue } from '../configuration.ts';

const WORD = /^[\p{L}_][\p{L}\p{N}_.-]*$/u;
const KEYWORD = /^(and|or|not|true|false)$/i;

/** The filter that keeps the rows with this value; of an absent one, those that no comparison keeps. */
export function condition(key: string, value: ParameterValue | undefined): string {
  if (value === undefined) return `not ${key}!=""`;
  if (typeof value !== 'string') return `${key}=${typeof value === 'object' ? JSON.stringify(value) : value}`;
  if (WORD.test(value) && !KEYWORD.test(value)) return `${key}=${value}`;
  return value.includes('"') ? `${key}='${value}'` : `${key}="${value}"`;
}
