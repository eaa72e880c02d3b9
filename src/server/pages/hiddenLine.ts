import { count } from '../../format.ts';

/** How many of a list are hidden, and the way to them or back. */
export interface HiddenLine {
  /** Such as `3 hidden`. */
  readonly text: string;
  readonly action: 'show them' | 'leave them out';
  readonly href: string;
}

/** `shown` where the list has them among the others; undefined where nothing is hidden. */
export function hiddenLine(hidden: number, shown: boolean, href: string): HiddenLine | undefined {
  if (hidden === 0) return undefined;
  return { text: `${count(hidden)} hidden`, action: shown ? 'leave them out' : 'show them', href };
}
