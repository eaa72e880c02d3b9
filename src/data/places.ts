import { join, resolve } from 'node:path';
import { userCache } from '../userCache.ts';
import type { Source } from './source.ts';

/** The settings that the search for files depends on; it reads nothing else from the process. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute working directory. */
  readonly cwd: string;
  /** Absolute home directory. */
  readonly home: string;
}

export type PlaceKind = 'setting' | 'cache' | 'keras' | 'torchvision';

/** A folder that may hold the files. */
export interface Place {
  /** Absolute. */
  readonly path: string;
  readonly kind: PlaceKind;
  /** The place in words: `SWEEP_DATA_DIR`, `sweep's cache`. */
  readonly origin: string;
}

/** The folder for downloads: `$XDG_CACHE_HOME/sweep/<dataset>`, by default under `~/.cache`. */
export function cacheFolder(source: Source, { env, home }: Surroundings): string {
  return join(userCache(env, home), source.name);
}

/**
 * The folders that are searched, in order. If `SWEEP_DATA_DIR` is set, it is the only one and never ignored.
 */
export function candidatePlaces(source: Source, surroundings: Surroundings): Place[] {
  const { env, cwd, home } = surroundings;
  if (env.SWEEP_DATA_DIR) {
    return [{ path: resolve(cwd, env.SWEEP_DATA_DIR), kind: 'setting', origin: 'SWEEP_DATA_DIR' }];
  }
  const torchvision = join('data', source.torchvisionName, 'raw');
  const places: Place[] = [
    { path: cacheFolder(source, surroundings), kind: 'cache', origin: "sweep's cache" },
    { path: join(home, '.keras', 'datasets', source.name), kind: 'keras', origin: "Keras's cache" },
    { path: join(cwd, torchvision), kind: 'torchvision', origin: "torchvision's folder" },
    { path: join(home, torchvision), kind: 'torchvision', origin: "torchvision's folder at home" },
  ];
  return places.filter((place, i) => places.findIndex(({ path }) => path === place.path) === i);
}
