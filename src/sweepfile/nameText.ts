import { shortened } from '../printable.ts';

/** A name that somebody wrote, cut to what fits into a message. */
export function nameText(name: string): string {
  return shortened(name, 60);
}
