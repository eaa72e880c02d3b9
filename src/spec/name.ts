import type { Legal } from './legal.ts';

/** What a sweep, or a dataset of one's own, may be called: a name stands in commands such as `sweep show name/3`. */
export const name: Legal = {
  description: 'text of at most 100 characters that is no number and holds no / and no control character',
  accepts: isName,
};

export function isName(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    value.trim() === value &&
    value.length > 0 &&
    value.length <= 100 &&
    !/^\d+$|[/\p{Cc}]/u.test(value)
  );
}
