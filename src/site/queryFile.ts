import { createHash } from 'node:crypto';

/** Longer names, or names with other characters, are distinguished by a hash. */
const PLAIN = /^[a-z0-9_.]{1,40}$/;
const LONGEST = 60;
const HASH_LENGTH = 10;

/**
 * The part of a file's name for a query string, such as `sort-val_loss-asc`. It has only lower-case letters,
 * digits, `_`, `.` and `-`, and two queries have two names, even on disks that ignore case.
 */
export function nameOf(query: URLSearchParams): string {
  const words = [...query]
    .flatMap(([name, value]) => [name, ...value.split(/[:,]/)])
    .filter((word) => word !== '');
  const plain = words.join('-');
  if (words.every((word) => PLAIN.test(word)) && plain.length <= LONGEST) return plain;
  const start = words.filter((word) => PLAIN.test(word)).join('-');
  const hash = createHash('sha256').update(String(query)).digest('hex').slice(0, HASH_LENGTH);
  return [start.slice(0, LONGEST - HASH_LENGTH - 1).replace(/-$/, ''), hash].filter(Boolean).join('-');
}

/** A name of anything, such as a metric, as a part of a file's name. */
export function fileNameOf(name: string): string {
  return PLAIN.test(name) ? name : nameOf(new URLSearchParams({ [name]: '' }));
}

/** `folder/base.html`, or with a query in its name `folder/base-sort-loss-asc.html`; a base may end in `/`. */
export function fileFor(base: string, query: URLSearchParams, ending: string): string {
  const name = nameOf(query);
  const joint = name === '' || base === '' || base.endsWith('/') ? '' : '-';
  return `${base}${joint}${name}.${ending}`;
}
