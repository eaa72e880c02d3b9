import prettyBytes from 'pretty-bytes';
import { plural } from '../format.ts';
import type { Machine } from './store.ts';

/** The machine that ran a sweep, in words, as far as it is known. */
export function machineText({ processor, cores, memoryBytes, platform, node }: Machine): string | undefined {
  const parts = [
    processor,
    typeof cores === 'number' && plural(cores, 'core'),
    typeof memoryBytes === 'number' && prettyBytes(memoryBytes, { binary: true }),
    platform,
    node && `node ${node}`,
  ];
  return parts.filter(Boolean).join(', ') || undefined;
}
