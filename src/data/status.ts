import { examineFile } from './examine.ts';
import { FASHION_MNIST } from './fashionMnist.ts';
import { absentFiles } from './locate.ts';
import { cacheFolder, candidatePlaces, type Place, type Surroundings } from './places.ts';
import { filesOf, type Source } from './source.ts';

export interface FileReport {
  /** The name of the file there, or the name that would be looked for. */
  readonly name: string;
  readonly state: 'whole' | 'missing' | 'damaged';
  /** The fault, in words that follow the name. */
  readonly detail?: string;
}

export interface PlaceReport extends Place {
  readonly files: readonly FileReport[];
}

export interface DatasetStatus {
  readonly name: string;
  /** Every folder that is searched, in order. */
  readonly places: readonly PlaceReport[];
  /** The folder that a sweep would read; undefined if it would download. */
  readonly used?: string;
  /** True if a sweep could read the dataset as it is. */
  readonly whole: boolean;
  /** The folder that `sweep data fetch` would use. */
  readonly cache: string;
}

/**
 * The files in each place, and whether they are complete. Reads every file that exists; downloads and changes
 * nothing.
 */
export async function datasetStatus(
  surroundings: Surroundings,
  source: Source = FASHION_MNIST,
): Promise<DatasetStatus> {
  const places: PlaceReport[] = [];
  let used: PlaceReport | undefined;
  for (const place of candidatePlaces(source, surroundings)) {
    const report = { ...place, files: await fileReports(place, source) };
    places.push(report);
    if (!used && (await absentFiles(place.path, source)).length === 0) used = report;
  }
  return {
    name: source.name,
    places,
    ...(used ? { used: used.path } : {}),
    whole: used?.files.every(({ state }) => state === 'whole') ?? false,
    cache: cacheFolder(source, surroundings),
  };
}

async function fileReports(place: Place, source: Source): Promise<FileReport[]> {
  const reports: FileReport[] = [];
  for (const file of filesOf(source)) {
    const found = await examineFile(place.path, file, source);
    const detail = found.state === 'damaged' ? { detail: found.detail } : {};
    reports.push({ name: found.name, state: found.state, ...detail });
  }
  return reports;
}
