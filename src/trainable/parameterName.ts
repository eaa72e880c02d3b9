import { trainableOf } from './index.ts';

/** The name of a parameter that has other names, too; what is written where it is none of these. */
export function parameterName(kind: string, written: string): string {
  const known = trainableOf(kind).parameters ?? [];
  return known.find(({ name, aliases }) => name === written || aliases?.includes(written))?.name ?? written;
}
