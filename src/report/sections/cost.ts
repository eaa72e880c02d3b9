import { distribution } from '../../analysis/index.ts';
import { count, duration, milliseconds, plural } from '../../format.ts';
import { machineText } from '../../store/index.ts';
import { TITLES } from '../../titles.ts';
import { workOf } from '../../trial/origin.ts';
import type { Section, Text } from '../document.ts';
import type { ReportData } from '../readReport.ts';

/** The cost of the sweep, and the machine that it ran on. */
export function costSection({ trials, sweep, ranked, winner, chart }: ReportData): Section | undefined {
  const begun = trials.filter(({ startedAtMs }) => startedAtMs !== null);
  if (begun.length === 0) return undefined;
  const { steps, durationMs: trainingMs } = workOf(trials);
  const workers = new Set(begun.map(({ worker }) => worker ?? 0)).size;
  const timed = trials.filter(({ durationMs, steps }) => durationMs !== null && steps > 0);
  const machine = machineText(sweep.machine);
  const facts: [string, Text][] = [
    [
      TITLES.durationMs,
      `${duration(trainingMs)} on ${plural(workers, 'worker')}, ${plural(steps, chart.stepName)}${
        timed.length > 0
          ? `; a trial took ${rangeOf(
              timed.map(({ durationMs }) => durationMs!),
              duration,
            )}`
          : ''
      }`,
    ],
    [
      TITLES.parameterCount,
      rangeOf(
        ranked.flatMap(({ facts }) => facts.parameterCount ?? []),
        count,
      ),
    ],
    [
      TITLES.flops,
      rangeOf(
        begun.flatMap(({ configuration }) => configuration.facts.flops ?? []),
        count,
      ),
    ],
    [
      TITLES.latencyMs,
      rangeOf(
        ranked.flatMap(({ metrics }) => metrics.latencyMs ?? []),
        (ms) => milliseconds(ms),
      ),
    ],
    ...ranWith(sweep.engine, winner?.trial.fingerprint),
    ...(machine ? ([['machine', machine]] as [string, Text][]) : []),
  ];
  return {
    id: 'cost',
    title: 'What it took',
    blocks: [
      {
        kind: 'facts',
        facts: facts.filter(([, value]) => value !== '').map(([name, value]) => ({ name, value })),
      },
    ],
  };
}

function ranWith(engine: string | null, fingerprint: string | null | undefined): [string, Text][] {
  if (engine !== null) return [['engine', [{ code: engine }, ...(fingerprint ? [`: ${fingerprint}`] : [])]]];
  return fingerprint ? [['ran with', fingerprint]] : [];
}

/** `4.1s to 25.5s, median 20.7s`; empty for none. */
function rangeOf(values: readonly number[], say: (value: number) => string): string {
  const found = distribution(values);
  if (!found) return '';
  const { min, median, max } = found;
  return min === max ? say(min) : `${say(min)} to ${say(max)}, median ${say(median)}`;
}
