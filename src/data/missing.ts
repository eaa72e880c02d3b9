import { SweepError } from '../errors.ts';
import { filesOf, grouped, type Source } from './source.ts';
import type { DatasetStatus, PlaceReport } from './status.ts';

/** The error after the download failed as well; it says which files to put where. */
export function datasetMissing(status: DatasetStatus, source: Source, failure: SweepError): SweepError {
  const width = Math.max(...filesOf(source).map(({ name }) => name.length));
  const files = filesOf(source).map(({ name, bytes }) => `  ${name.padEnd(width)}  ${grouped(bytes)} bytes`);
  const folders = status.places.map((place) => `  ${place.path} (${place.origin}: ${contentsOf(place)})`);
  const message = [
    `${source.title} is not on this machine. ${failure.message}`,
    'Put these files, gzipped or unpacked',
    ...files,
    'into one of these folders, which were searched in this order',
    ...folders,
    'or into any other folder, and set SWEEP_DATA_DIR to it.',
  ].join('\n');
  const hint =
    'With a network, `sweep data fetch` downloads them (SWEEP_DATA_URL names a mirror); without, ' +
    '`dataset: {name: fashion-mnist, offline: synthetic}` in the spec lets a synthetic set stand in.';
  return new SweepError('dataset_missing', message, hint, failure);
}

/** For a `SWEEP_DATA_DIR` that does not hold all files: a place that the user has set is never ignored. */
export function settingIncomplete(status: DatasetStatus, source: Source): SweepError {
  const place = status.places[0]!;
  const absent = place.files.filter(({ state }) => state === 'missing').map(({ name }) => name);
  const message = `SWEEP_DATA_DIR is set to ${place.path}, which lacks ${absent.join(', ')}.`;
  const hint = `Put the files of ${source.title} there, or unset SWEEP_DATA_DIR to have them found or downloaded.`;
  return new SweepError('dataset_missing', message, hint);
}

function contentsOf({ files }: PlaceReport): string {
  const absent = files.filter(({ state }) => state === 'missing');
  if (absent.length === files.length) return 'has none of them';
  return `lacks ${absent.map(({ name }) => name).join(', ')}`;
}
