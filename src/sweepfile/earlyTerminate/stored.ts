import type { EarlyTerminate } from './settings.ts';

/** The value of `earlyTerminate` in a sweep's canonical spec; undefined if there is none. */
export function storedEarlyTerminate(specJson: string): EarlyTerminate | undefined {
  return (JSON.parse(specJson) as { readonly earlyTerminate?: EarlyTerminate }).earlyTerminate;
}
