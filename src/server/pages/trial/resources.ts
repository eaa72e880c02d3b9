import { distribution } from '../../../analysis/index.ts';
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
  const stepMs = distribution(stepDurations(db, trial.trialId, MOST_STEPS))?.median;
  const lines: {
    readonly name: string;
    readonly value: string | undefined;
    readonly href?: string | undefined;
  }[] = [
    {
      name: TITLES.durationMs,
      value: trial.durationMs === null ? undefined : duration(trial.durationMs),
    },
    {
      name: stepName === 'epoch' ? 'an epoch' : 'a step',
      value:
        stepMs === undefined
          ? undefined
          : `${duration(stepMs)} (median)${stepName === 'epoch' ? ', its validation included' : ''}`,
    },
    ...(stepMs === undefined ? [] : parts.stepLines(stepMs)),
    ...(parts.resourceLines.length > 0 ? parts.resourceLines : knownLines(trial)),
    { name: 'worker', value: worker === null ? undefined : String(worker + 1) },
    { name: stepName === 'epoch' ? 'trained with' : 'ran with', value: fingerprint ?? undefined },
    { name: 'machine', value: machineText(sweep.machine) },
  ];
  return lines.flatMap(({ value, ...line }) => (value ? [{ ...line, value }] : []));
}

/** Facts and costs of a trial whose trainable has no lines of its own. */
function knownLines({ facts, metrics }: TrialDetail): ResourceLine[] {
  return [
    ...Object.entries(facts)
      .filter(([name]) => !PLANNING_FACTS.includes(name))
      .map(([name, value]) => ({
        name: titleOf(name),
        value: Number.isInteger(value) ? count(value) : formatMetric(value),
      })),
    ...Object.entries(metrics)
      .filter(([name]) => isCost(name))
      .map(([name, value]) => ({ name: metricInfo(name).title, value: metricInfo(name).format(value) })),
  ];
}
