import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { candidatePlaces, type Place, type Surroundings } from './places.ts';
import { filesOf, plainName, type Source, type SourceFile } from './source.ts';

/**
 * The first place that holds all of the source's files, each gzipped or plain, or undefined. It looks only at
 * names; whether the files are complete shows when they are read.
 */
export async function locate(source: Source, surroundings: Surroundings): Promise<Place | undefined> {
  for (const place of candidatePlaces(source, surroundings)) {
    if ((await absentFiles(place.path, source)).length === 0) return place;
  }
  return undefined;
}

/** The source's files that a folder lacks; all of them if there is no such folder. */
export async function absentFiles(folder: string, source: Source): Promise<SourceFile[]> {
  const absent: SourceFile[] = [];
  for (const file of filesOf(source)) {
    const there = (await exists(join(folder, file.name))) || (await exists(join(folder, plainName(file))));
    if (!there) absent.push(file);
  }
  return absent;
}

/** True also if a file exists but may not be looked at; reading it then says why. */
async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT' && error.code !== 'ENOTDIR',
  );
}
