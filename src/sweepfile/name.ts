import type { Legal } from './legalValue.ts';

export const LONGEST_NAME = 100;

/**
 * The names that a sweep, or a user's own dataset, may have: a name is used in commands such as `sweep show
 * name/3`.
 */
export const name: Legal = {
  description: `text of at most ${LONGEST_NAME} characters that is no number and holds no / and no control character`,
  accepts: isName,
};

export function isName(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    value.trim() === value &&
    value.length > 0 &&
    value.length <= LONGEST_NAME &&
    !/^\d+$|[/\p{Cc}]/u.test(value)
  );
}
