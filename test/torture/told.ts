import type { ChildProcess } from 'node:child_process';
import type { Stored } from './contents.ts';
import type { Ended } from './subject.ts';

/** An event of `run --json`. */
export type Told = Readonly<Record<string, unknown>> & { readonly event: string };

/** Reported facts that the database lacks, and its faults in those that it has. */
export function missingFrom(stored: Stored | undefined, events: readonly Told[]): string[] {
  const facts = events.flatMap((event) => stepOf(event) ?? endOf(event) ?? []);
  const missing = facts.filter((fact) => !stored?.facts.has(fact));
  const damage = [...(stored?.damage ?? [])];
  if (missing.length === 0) return damage;
  return [...damage, `${missing.length} facts told and not stored, such as ${missing[0]}`];
}

/** Facts that one run reported twice. */
export function repeatedIn(events: readonly Told[]): string[] {
  const seen = new Set<string>();
  return events.flatMap((event) => {
    const fact = stepOf(event);
    if (fact === undefined || !seen.has(fact)) {
      if (fact !== undefined) seen.add(fact);
      return [];
    }
    return [`told twice: ${fact}`];
  });
}

function stepOf({ event, trial, epoch, step, val_loss, values }: Told): string | undefined {
  if (event === 'epoch') return `step ${epoch} of trial ${trial}: ${val_loss}`;
  return event === 'metrics' ? `step ${step} of trial ${trial}: ${(values as { y: number }).y}` : undefined;
}

function endOf({ event, trial, state }: Told): string | undefined {
  return event === 'trial_ended' && state !== 'queued' ? `trial ${trial} ${state}` : undefined;
}

/** An incomplete line of a killed process is no event. */
export function parse(line: string): Told | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

export async function ending(child: ChildProcess): Promise<Omit<Ended, 'events'>> {
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve) => {
    child.on('close', (status, signal) => resolve({ status, signal, stderr }));
  });
}
