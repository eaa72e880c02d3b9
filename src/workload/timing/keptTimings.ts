import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MeasuredEpoch } from '../../trainable/network/cost/costModel.ts';
import { WORK_KINDS } from '../../trainable/network/cost/epochWork.ts';

const FILE = 'timings.json';
/** Timings kept for each machine and engine. */
const MOST_KEPT = 60;
/** If the meaning of the amounts changes, kept timings are useless. */
const VERSION = 1;

type Kept = Record<string, MeasuredEpoch[]>;

/** Results of earlier calibrations on this machine; empty if they cannot be read. */
export function keptTimings(cache: string, machine: string): readonly MeasuredEpoch[] {
  return readAll(cache)[machine] ?? [];
}

/** Keeps them for the next time; a folder that cannot be written is no reason to fail. */
export function keepTimings(cache: string, machine: string, measured: readonly MeasuredEpoch[]): void {
  const all = readAll(cache);
  const kept = { ...all, [machine]: [...(all[machine] ?? []), ...measured].slice(-MOST_KEPT) };
  const path = join(cache, FILE);
  const part = `${path}.${process.pid}`;
  try {
    mkdirSync(cache, { recursive: true });
    writeFileSync(part, JSON.stringify({ version: VERSION, machines: kept }));
    renameSync(part, path);
  } catch {
    rmSync(part, { force: true });
  }
}

function readAll(cache: string): Kept {
  try {
    const { version, machines } = JSON.parse(readFileSync(join(cache, FILE), 'utf8'));
    if (version !== VERSION) return {};
    return Object.fromEntries(
      Object.entries(machines as Kept).map(([machine, epochs]) => [machine, epochs.filter(isMeasured)]),
    );
  } catch {
    return {};
  }
}

function isMeasured({ work, epochMs, atOnce, cores, weight }: MeasuredEpoch): boolean {
  const numbers = [epochMs, atOnce, cores, weight, ...WORK_KINDS.map((kind) => work.amounts[kind])];
  return typeof work.kind === 'string' && numbers.every(Number.isFinite) && epochMs > 0 && cores > 0;
}
