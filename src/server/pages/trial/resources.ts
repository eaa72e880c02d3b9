import { count, duration, metric as formatMetric } from '../../../format.ts';
import { metricInfo } from '../../../metric/catalogue.ts';
import { isCost } from '../../../metric/forReading.ts';
import { type Database, machineText, stepDurations, type TrialDetail } from '../../../store/index.ts';
import { TITLES, titleOf } from '../../../titles.ts';
import { trainableOf } from '../../../trainable/index.ts';
import { PLANNING_FACTS } from '../../../trainable/trainable.ts';
import type { ResourceLine, TrialParts } from '../trainablePages.ts';

/** Number of steps whose durations are read. */
const MOST_STEPS = 1000;

/** The trial's costs, and where it ran. */
export function resourceLines(db: Database, trial: TrialDetail, parts: TrialParts): ResourceLine[] {
  const { sweep, worker, fingerprint } = trial;
  const { stepName } = trainableOf(sweep.trainable);
  const stepMs = median(stepDurations(db, trial.trialId, MOST_STEPS));
  const lines: [string, string | undefined][] = [
    [TITLES.durationMs, trial.durationMs === null ? undefined : duration(trial.durationMs)],
    [
      stepName === 'epoch' ? 'an epoch' : 'a step',
      stepMs === undefined
        ? undefined
        : `${duration(stepMs)} (median)${stepName === 'epoch' ? ', its validation included' : ''}`,
    ],
    ...(stepMs === undefined ? [] : parts.stepLines(stepMs)).map(asPair),
    ...(parts.resourceLines.length > 0 ? parts.resourceLines.map(asPair) : knownLines(trial)),
    ['worker', worker === null ? undefined : String(worker + 1)],
    [stepName === 'epoch' ? 'trained with' : 'ran with', fingerprint ?? undefined],
    ['machine', machineText(sweep.machine)],
  ];
  return lines.flatMap(([name, value]) => (value ? [{ name, value }] : []));
}

/** Facts and costs of a trial whose trainable has no lines of its own. */
function knownLines({ facts, metrics }: TrialDetail): [string, string][] {
  return [
    ...Object.entries(facts)
      .filter(([name]) => !PLANNING_FACTS.includes(name))
      .map(([name, value]): [string, string] => [
        titleOf(name),
        Number.isInteger(value) ? count(value) : formatMetric(value),
      ]),
    ...Object.entries(metrics)
      .filter(([name]) => isCost(name))
      .map(([name, value]): [string, string] => [metricInfo(name).title, metricInfo(name).format(value)]),
  ];
}

function asPair({ name, value }: ResourceLine): [string, string] {
  return [name, value];
}

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
