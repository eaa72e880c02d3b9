import { duration, metric, plural } from '../../../format.ts';
import type { EpochRow, TrialDetail } from '../../../store/index.ts';
import { TITLES } from '../../../titles.ts';
import { curveHref } from '../../addresses.ts';
import { EPOCH_METRICS } from '../../metrics.ts';

/** A trial's metrics over its epochs. */
export interface TrialCurvesView {
  /** None before an epoch has ended. */
  readonly pictures: readonly CurvePicture[];
  /** The same in numbers; undefined where there is no epoch and none will come. */
  readonly table:
    | {
        readonly columns: readonly string[];
        readonly rows: readonly { readonly epoch: number; readonly cells: readonly string[] }[];
      }
    | undefined;
}

/** A picture in the two widths in which it is drawn. */
export interface CurvePicture {
  readonly wide: string;
  readonly narrow: string;
  readonly alt: string;
}

/** `grows` while further epochs may come. */
export function trialCurvesView(
  { sweep, number }: TrialDetail,
  epochs: readonly EpochRow[],
  grows: boolean,
): TrialCurvesView {
  const picture = (name: string): CurvePicture => ({
    wide: curveHref(sweep.id, number, name, `?epochs=${epochs.length}`),
    narrow: curveHref(sweep.id, number, name, `?narrow&epochs=${epochs.length}`),
    alt: `${name} and val_${name} over ${plural(epochs.length, 'epoch')}; the table below has the numbers`,
  });
  const table = {
    columns: [...EPOCH_METRICS, TITLES.durationMs],
    rows: epochs.map((row) => ({
      epoch: row.epoch,
      cells: [...EPOCH_METRICS.map((name) => metric(row[name])), duration(row.durationMs)],
    })),
  };
  return {
    pictures: epochs.length === 0 ? [] : ['accuracy', 'loss'].map(picture),
    table: epochs.length > 0 || grows ? table : undefined,
  };
}
