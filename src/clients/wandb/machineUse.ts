import type { MachineUse } from '../tracker.ts';
import { mappingOf, numberOf, parsePythonJson } from './pythonJson.ts';

/**
 * The name contains a card's number: `system.gpu.0.gpu`, or `system.gpu.process.0.gpu` for the run's own
 * processes.
 */
const CARD = /^system\.gpu\.(process\.)?\d+\.(gpu|memoryAllocatedBytes)$/;

/** A line of `wandb-events.jsonl`: measurements of W&B's client of its run and the run's machine. */
export function readMachineUse(line: string): MachineUse {
  const events = mappingOf(parsePythonJson(line)) ?? {};
  const measured = (name: string) => {
    const number = numberOf(events[name]);
    return number !== undefined && Number.isFinite(number) && number >= 0 ? number : null;
  };
  const megabytes = measured('system.proc.memory.rssMB');
  return {
    elapsedMs: (measured('_runtime') ?? 0) * 1000,
    cpuPercentOfAll: measured('system.cpu'),
    memoryBytes: megabytes === null ? null : Math.round(megabytes * 2 ** 20),
    gpuPercent: ofCards(Object.keys(events), 'gpu', measured, Math.max),
    gpuMemoryBytes: ofCards(Object.keys(events), 'memoryAllocatedBytes', measured, (a, b) => a + b),
  };
}

/** The cards that the run itself uses, or else all. */
function ofCards(
  names: readonly string[],
  measure: string,
  measured: (name: string) => number | null,
  together: (a: number, b: number) => number,
): number | null {
  const ofAll = names.filter((name) => CARD.exec(name)?.[2] === measure);
  const own = ofAll.filter((name) => CARD.exec(name)?.[1]);
  const values = (own.length > 0 ? own : ofAll).flatMap((name) => measured(name) ?? []);
  return values.length === 0 ? null : Math.round(values.reduce((a, b) => together(a, b)));
}

/** Number of cores of a run's machine, from its `wandb-metadata.json`; undefined if that does not say. */
export function coresOf(metadata: Uint8Array): number | undefined {
  try {
    const machine = mappingOf(parsePythonJson(Buffer.from(metadata).toString('utf8')));
    const cores = numberOf(machine?.cpu_count_logical) ?? numberOf(machine?.cpu_count);
    return cores !== undefined && Number.isInteger(cores) && cores > 0 && cores < 1e5 ? cores : undefined;
  } catch {
    return undefined;
  }
}
