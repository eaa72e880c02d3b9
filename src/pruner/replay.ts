import { type Configuration, canonicalJson } from '../configuration.ts';
import type { Curve } from '../metric/curve.ts';
import type { Metric } from '../metric/metric.ts';
import { mean } from '../metric/spread.ts';
import { scientificText } from '../sweepfile/roles/roles.ts';
import { Better } from './better.ts';
import type { Peer, Pruner } from './pruner.ts';

/** A trial as it was recorded. */
export interface Recorded {
  readonly number: number;
  readonly curve: Curve;
  /** Replicates of one configuration are ranked together. */
  readonly configuration: Configuration;
  /** The value that ranks it; null if it has no rank. */
  readonly value: number | null;
  readonly plannedSteps: number | undefined;
  /** All of its steps, ascending. */
  readonly steps: readonly { readonly step: number; readonly durationMs: number }[];
}

/** A trial that would have been stopped. */
export interface Stopped {
  readonly trial: number;
  /** The last step that it would have done. */
  readonly step: number;
  readonly reason: string;
  readonly savedSteps: number;
  readonly savedMs: number;
}

/** The effect that a pruner would have had on a sweep. */
export interface Replay {
  readonly steps: number;
  readonly durationMs: number;
  readonly savedSteps: number;
  readonly savedMs: number;
  /** The first trial of the configuration with the first rank; undefined if none has a rank. */
  readonly winner: number | undefined;
  /**
   * The best configuration by the trials that would have run to their end: the first of these trials, and the
   * configuration's rank, from 1, by all of its trials; undefined if there is none.
   */
  readonly best: { readonly trial: number; readonly rank: number; readonly value: number } | undefined;
  readonly stopped: readonly Stopped[];
}

/**
 * Judges completely trained trials as they would have been judged while they ran: in the order of their
 * numbers, each by those with a number below its own minus the lookahead. A trial that would have been
 * stopped has only its curve up to there. With scientific parameters, trials are judged by those with the
 * same values of them.
 */
export function replay(
  trials: readonly Recorded[],
  pruner: Pruner,
  { goal }: Metric,
  { lookahead, scientific }: { readonly lookahead: number; readonly scientific: readonly string[] },
): Replay {
  const better = new Better(goal);
  const known: (Peer & { readonly among: string })[] = [];
  const stopped: Stopped[] = [];
  for (const trial of trials) {
    const among = scientificText(scientific, trial.configuration);
    const peers = known.filter((peer) => peer.trial < trial.number - lookahead && peer.among === among);
    const verdict = firstVerdict({ ...trial, among }, peers, pruner);
    known.push({
      trial: trial.number,
      among,
      curve: verdict ? trial.curve.filter(({ step }) => step <= verdict.step) : trial.curve,
    });
    if (!verdict) continue;
    const saved = trial.steps.filter(({ step }) => step > verdict.step);
    if (saved.length > 0)
      stopped.push({ trial: trial.number, ...verdict, savedSteps: saved.length, savedMs: sumMs(saved) });
  }
  const gone = new Set(stopped.map(({ trial }) => trial));
  const ranked = rankedBy(trials, better);
  const [left] = rankedBy(
    trials.filter(({ number }) => !gone.has(number)),
    better,
  );
  const whole = ranked.find(({ configuration }) => configuration === left?.configuration);
  const all = trials.flatMap(({ steps }) => steps);
  return {
    steps: all.length,
    durationMs: sumMs(all),
    savedSteps: stopped.reduce((sum, { savedSteps }) => sum + savedSteps, 0),
    savedMs: stopped.reduce((sum, { savedMs }) => sum + savedMs, 0),
    winner: ranked[0]?.trial,
    best: left && {
      trial: left.trial,
      value: left.value,
      rank: 1 + ranked.filter(({ value }) => better.isWorse(whole!.value, value)).length,
    },
    stopped,
  };
}

/** Configurations, best first, by the mean of their trials that have a value; each with the first of these. */
function rankedBy(trials: readonly Recorded[], better: Better) {
  const values = new Map<string, { trial: number; values: number[] }>();
  for (const { number, value, ...trial } of trials) {
    if (value === null) continue;
    const configuration = canonicalJson(trial.configuration);
    const found = values.get(configuration);
    if (found) found.values.push(value);
    else values.set(configuration, { trial: number, values: [value] });
  }
  return [...values]
    .map(([configuration, of]) => ({ configuration, trial: of.trial, value: mean(of.values) }))
    .sort((a, b) => (a.value === b.value ? a.trial - b.trial : better.isWorse(a.value, b.value) ? 1 : -1));
}

function firstVerdict(
  { number, curve, plannedSteps, among }: Recorded & { readonly among: string },
  peers: readonly Peer[],
  pruner: Pruner,
) {
  for (let reports = 1; reports <= curve.length; reports++) {
    if (!pruner.decidesAt(reports)) continue;
    const { step } = curve[reports - 1]!;
    const until = peers.map((peer) => ({ ...peer, curve: peer.curve.filter((point) => point.step <= step) }));
    const judged = { trial: number, curve: curve.slice(0, reports), plannedSteps, among };
    const reason = pruner.judge(judged, until);
    if (reason !== undefined) return { step, reason };
  }
  return undefined;
}

function sumMs(steps: readonly { readonly durationMs: number }[]): number {
  return steps.reduce((sum, { durationMs }) => sum + durationMs, 0);
}
