import { count } from '../../format.ts';

/** The number of hidden entries of a list, and the link that shows or hides them. */
export interface HiddenLine {
  /** Such as `3 hidden`. */
  readonly text: string;
  readonly action: 'show them' | 'leave them out';
  readonly href: string;
}

/** `shown` says whether the list shows the hidden entries, too; undefined if nothing is hidden. */
export function hiddenLine(hidden: number, shown: boolean, href: string): HiddenLine | undefined {
  if (hidden === 0) return undefined;
  return { text: `${count(hidden)} hidden`, action: shown ? 'leave them out' : 'show them', href };
}
