import { plural } from '../format.ts';
import type { TrialOrigin } from './trial.ts';

/** `its first 5 epochs are those of trial 3`; with the sweep if that is another one. */
export function originWords(
  { sweep, trial, step }: TrialOrigin,
  stepName: string,
  ownSweep: number | undefined,
): string {
  const of = sweep === ownSweep ? `trial ${trial}` : `trial ${trial} of the sweep with id ${sweep}`;
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
