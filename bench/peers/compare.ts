import type { Comparison } from '../goals.ts';
import { isMet } from '../goals.ts';
import { quantile } from '../statistics.ts';
import type { PeerName } from './commands.ts';
import { startPeer } from './commands.ts';
import type { Peer } from './peer.ts';

const ROUNDS = 5;
const BURST_MS = 800;

/** One line of the table; `against` is the fastest variant of the peer. */
export interface Row {
  readonly work: string;
  readonly against: string;
  readonly oursMs?: number;
  readonly peerMs?: number;
  /** Median of the rounds' ratios. */
  readonly ratio?: number;
  readonly goal: number | null;
  readonly verdict: string;
}

/** The running peers, each started when it is first asked for; a missing one is reported once. */
export class Peers {
  private readonly started = new Map<PeerName, Peer | undefined>();

  async get(name: PeerName): Promise<Peer | undefined> {
    if (!this.started.has(name)) {
      const start = await startPeer(name);
      if ('peer' in start) console.log(`${name}: ${start.version}`);
      else console.log(`${name}: missing (${start.missing.split('\n')[0]})`);
      this.started.set(name, 'peer' in start ? start.peer : undefined);
    }
    return this.started.get(name);
  }

  close(): void {
    for (const peer of this.started.values()) peer?.close();
  }
}

/** Measures one work in rounds (ours, a peer, ours, the next peer, …), one process at a time. */
export async function compare(comparison: Comparison, peers: Peers): Promise<Row[]> {
  const { name: work, network, batch, task, goals } = comparison;
  const ask = { op: 'prepare', network, batch, task } as const;
  const ours = await ready(await peers.get('ours'), ask);
  const rivals = [];
  for (const [name, goal] of Object.entries(goals) as [PeerName, number | null][]) {
    rivals.push({
      name,
      goal,
      ...(await ready(await peers.get(name), ask)),
      pairs: [] as [number, number][],
    });
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const rival of rivals) {
      if (!rival.peer) continue;
      const own = ours.peer ? await burst(ours.peer) : Number.NaN;
      rival.pairs.push([own, await burst(rival.peer)]);
    }
  }
  return rivals.map(({ name, goal, pairs, variant, problem }): Row => {
    const against = variant ? `${name} (${variant})` : name;
    if (problem) return { work, against, goal, verdict: problem };
    const peerMs = median(pairs.map(([, peer]) => peer));
    if (ours.problem) return { work, against, peerMs, goal, verdict: `ours: ${ours.problem}` };
    const ratio = median(pairs.map(([own, peer]) => own / peer));
    const met = goal === null ? '' : isMet({ atMost: goal }, ratio) ? 'met' : 'NOT met';
    return { work, against, oursMs: median(pairs.map(([own]) => own)), peerMs, ratio, goal, verdict: met };
  });
}

type Ready =
  | { readonly peer: Peer; readonly variant: string; readonly problem?: undefined }
  | { readonly peer?: undefined; readonly variant?: undefined; readonly problem: string };

async function ready(peer: Peer | undefined, request: Parameters<Peer['ask']>[0]): Promise<Ready> {
  if (!peer) return { problem: 'missing' };
  const event = await peer.ask(request);
  if (event.event === 'prepared') return { peer, variant: event.variant };
  return { problem: 'message' in event ? event.message : event.event };
}

async function burst(peer: Peer): Promise<number> {
  const event = await peer.ask({ op: 'measure', ms: BURST_MS });
  if (event.event === 'measured') return event.ms;
  throw new Error(`${peer.name}: ${'message' in event ? event.message : event.event}`);
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
