import { count } from '../../format.ts';

/** The number of hidden entries of a list, and the link that shows or hides them. */
export interface HiddenLine {
  /** Such as `3 hidden` or `20 queued`. */
  readonly text: string;
  readonly action: 'show them' | 'leave them out';
  readonly href: string;
}

/** `word` is what they are, such as `hidden`; `shown` says whether the list shows the hidden entries, too; undefined if there are none. */
export function hiddenLine(
  hidden: number,
  shown: boolean,
  href: string,
  word = 'hidden',
): HiddenLine | undefined {
  if (hidden === 0) return undefined;
  return { text: `${count(hidden)} ${word}`, action: shown ? 'leave them out' : 'show them', href };
}
