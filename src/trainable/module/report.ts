import { SweepError } from '../../errors.ts';
import type { MetricValues } from '../../metric/metric.ts';
import { shortened } from '../../printable.ts';

export interface Report {
  readonly step: number;
  readonly metrics: MetricValues;
}

/**
 * A trainer's report, which may be any value; `nextStep` is its step if it does not say one.
 * @throws SweepError `trial_crashed` that names what is no metric or no step.
 */
export function readReport(reported: unknown, nextStep: number, givenStep?: unknown): Report {
  if (typeof reported !== 'object' || reported === null || Array.isArray(reported)) {
    throw refused(`${shownValue(reported)}, but metrics have names`, 'Such as { loss: 0.3 }.');
  }
  const { step: ownStep, ...named } = reported as Record<string, unknown>;
  const metrics: [string, number][] = [];
  for (const [name, value] of Object.entries(named)) {
    if (value !== undefined) metrics.push([requireName(name), numberOf(name, value)]);
  }
  return {
    step: requireStep(givenStep ?? ownStep ?? nextStep),
    metrics: Object.fromEntries(metrics),
  };
}

function requireName(name: string): string {
  if (name.trim() !== '') return name;
  throw refused('a metric without a name');
}

function numberOf(name: string, value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  const isTensor = typeof value === 'object' && value !== null && 'dataSync' in value;
  throw refused(
    `${shortened(name, 60)}: ${shownValue(value)}, but a metric is a number`,
    isTensor ? `Read the tensor's value: (await ${name}.data())[0].` : undefined,
  );
}

function requireStep(step: unknown): number {
  if (typeof step === 'number' && Number.isSafeInteger(step) && step >= 0) return step;
  throw refused(`the step ${shownValue(step)}, but steps are whole numbers from 0`);
}

function refused(value: string, hint?: string): SweepError {
  return new SweepError('trial_crashed', `The trainer reported ${value}.`, hint);
}

/** A value with its type, `"0.9" (string)`; numbers unchanged. */
function shownValue(value: unknown): string {
  if (typeof value === 'number' || value === undefined || value === null) return String(value);
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'an object';
  return `${shortened(typeof value === 'string' ? JSON.stringify(value) : String(value), 60)} (${typeof value})`;
}
