import type { EarlyTerminate } from './settings.ts';

/** What a sweep's canonical spec says under `earlyTerminate`; undefined where it says nothing. */
export function storedEarlyTerminate(specJson: string): EarlyTerminate | undefined {
  return (JSON.parse(specJson) as { readonly earlyTerminate?: EarlyTerminate }).earlyTerminate;
}
