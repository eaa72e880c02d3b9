import { trainableOf } from './index.ts';

/** The canonical name of a parameter that has aliases; any other name unchanged. */
export function parameterName(kind: string, written: string): string {
  const known = trainableOf(kind).parameters ?? [];
  return known.find(({ name, aliases }) => name === written || aliases?.includes(written))?.name ?? written;
}
