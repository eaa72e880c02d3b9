import prettyBytes from 'pretty-bytes';
import { type UsageLine, usageSvg } from '../../charts/usage.ts';
import { duration } from '../../format.ts';
import { type Database, type TrialDetail, trialResources } from '../../store/index.ts';
import { thin } from '../../thin.ts';
import { usageHref } from '../addresses/addresses.ts';
import type { ResourceLine } from '../pages/trainablePages.ts';

type Sample = ReturnType<typeof trialResources>[number];
type Measure = Exclude<keyof Sample, 'elapsedMs'>;

const MEASURES: readonly { readonly key: Measure; readonly name: string; readonly picture: Picture }[] = [
  { key: 'cpuPercent', name: 'CPU', picture: 'processors' },
  { key: 'gpuPercent', name: 'GPU', picture: 'processors' },
  { key: 'memoryBytes', name: 'memory', picture: 'memory' },
  { key: 'gpuMemoryBytes', name: 'GPU memory', picture: 'memory' },
];

type Picture = 'processors' | 'memory';

const PICTURES: Readonly<Record<Picture, { readonly unit: string; readonly perUnit: number }>> = {
  processors: { unit: '% (100 is one core)', perUnit: 1 },
  memory: { unit: 'memory, MB', perUnit: 1e6 },
};

/** The page has one row for each of this many samples. */
const MOST_ROWS = 200;

/** The resources that a trial's processes used over time. */
export interface UsageView {
  /** Empty before anything was measured. */
  readonly pictures: readonly { readonly wide: string; readonly narrow: string; readonly alt: string }[];
  /** The maximum and the mean of each resource. */
  readonly lines: readonly ResourceLine[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function usageView(db: Database, { trialId, sweep, number }: TrialDetail): UsageView {
  const samples = trialResources(db, trialId);
  const measured = measuredIn(samples);
  const shown = new Set(measured.map(({ picture }) => picture));
  return {
    pictures: [...shown].map((picture) => {
      const names = measured.filter((each) => each.picture === picture).map(({ name }) => name);
      return {
        wide: usageHref(sweep.id, number, picture, `?samples=${samples.length}`),
        narrow: usageHref(sweep.id, number, picture, `?narrow&samples=${samples.length}`),
        alt: `${names.join(' and ')} over time; the table below has the numbers`,
      };
    }),
    lines: measured.map(({ key, name }) => {
      const values = samples.flatMap((sample) => sample[key] ?? []);
      const most = values.reduce((a, b) => Math.max(a, b), 0);
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      return { name, value: `${formatted(key, most)} at most, ${formatted(key, mean)} on average` };
    }),
    columns: ['after', ...measured.map(({ name }) => name)],
    rows: thin(samples, MOST_ROWS).map((sample) => [
      duration(Math.round(sample.elapsedMs / 100) * 100),
      ...measured.map(({ key }) => formatted(key, sample[key])),
    ]),
  };
}

/** Undefined if this resource was not measured. */
export function usagePicture(
  db: Database,
  trialId: number,
  picture: string,
  size: { readonly width: number; readonly height: number },
): string | undefined {
  if (!Object.hasOwn(PICTURES, picture)) return undefined;
  const { unit, perUnit } = PICTURES[picture as Picture];
  const samples = trialResources(db, trialId);
  const lines = measuredIn(samples)
    .filter((each) => each.picture === picture)
    .map(
      ({ key, name }): UsageLine => ({
        name,
        values: samples.map((sample) => {
          const value = sample[key];
          return value === null ? null : Number((value / perUnit).toFixed(1));
        }),
      }),
    );
  if (lines.length === 0) return undefined;
  const moments = samples.map(({ elapsedMs }) => elapsedMs);
  return usageSvg(moments, lines, unit, size);
}

function measuredIn(samples: readonly Sample[]) {
  return MEASURES.filter(({ key }) => samples.some((sample) => sample[key] !== null));
}

function formatted(key: Measure, value: number | null): string {
  if (value === null) return '–';
  return key === 'cpuPercent' || key === 'gpuPercent' ? `${value.toFixed(0)} %` : prettyBytes(value);
}
