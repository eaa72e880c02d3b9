import { plural } from '../format.ts';
import type { TrialOrigin } from './trial.ts';

/** What has become of the trial that did the first steps of another one. */
export interface OriginPlace {
  /** Undefined if its sweep is gone. */
  readonly sweepName?: string;
  /** False if it was deleted, alone or with its sweep. */
  readonly isThere: boolean;
}

/** `its first 5 epochs are those of trial 3`; with the sweep if that is another one. */
export function originWords(
  { sweep, trial, step }: TrialOrigin,
  stepName: string,
  ownSweep: number | undefined,
  { sweepName, isThere }: OriginPlace = { isThere: true },
): string {
  const owner = sweepName === undefined ? `the sweep with id ${sweep}` : `${sweepName} (sweep ${sweep})`;
  const named = sweep === ownSweep ? `trial ${trial}` : `trial ${trial} of ${owner}`;
  const of = isThere ? named : `${named}, which was deleted`;
  return step === 1
    ? `its first ${stepName} is that of ${of}`
    : `its first ${plural(step, stepName)} are those of ${of}`;
}

interface Work {
  readonly steps: number;
  readonly durationMs: number | null;
  readonly origin: TrialOrigin | null;
}

/** The work done for trials: steps that one did for another were done once. */
export function workOf(trials: readonly Work[]): { readonly steps: number; readonly durationMs: number } {
  let [steps, durationMs] = [0, 0];
  for (const { origin, ...all } of trials) {
    steps += Math.max(0, all.steps - (origin?.step ?? 0));
    durationMs += Math.max(0, (all.durationMs ?? 0) - (origin?.durationMs ?? 0));
  }
  return { steps, durationMs };
}
