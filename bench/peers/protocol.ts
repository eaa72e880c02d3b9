/** A request to a peer, one JSON object per line on its standard input. */
export type PeerRequest =
  | {
      readonly op: 'prepare';
      readonly network: string;
      readonly batch: number;
      readonly task: 'step' | 'evaluate';
    }
  | { readonly op: 'measure'; readonly ms: number };

/**
 * An event of a peer, one JSON object per line on its standard output; times are ms per step or evaluation.
 */
export type PeerEvent =
  | { readonly event: 'ready'; readonly version: string }
  | { readonly event: 'missing'; readonly message: string }
  | { readonly event: 'prepared'; readonly variant: string; readonly tried: Readonly<Record<string, number>> }
  | { readonly event: 'measured'; readonly ms: number }
  | { readonly event: 'failed'; readonly message: string };

const FIELDS = {
  ready: { version: 'string' },
  missing: { message: 'string' },
  prepared: { variant: 'string', tried: 'object' },
  measured: { ms: 'number' },
  failed: { message: 'string' },
} as const satisfies Record<PeerEvent['event'], Record<string, string>>;

/** The event of a line, or undefined for anything else that a library prints. */
export function parsePeerLine(line: string): PeerEvent | undefined {
  if (!line.startsWith('{')) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  const fields = value as Record<string, unknown>;
  const wanted = Object.entries(FIELDS).find(([event]) => event === fields.event)?.[1];
  if (!wanted) return undefined;
  const whole = Object.entries(wanted).every(([name, type]) => typeof fields[name] === type);
  return whole ? (value as PeerEvent) : undefined;
}
