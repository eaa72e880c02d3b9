import { homedir } from 'node:os';
import type { Surroundings } from '../data/places.ts';

/** The places in which this process looks for datasets. */
export function surroundings(): Surroundings {
  return { env: process.env, cwd: process.cwd(), home: homedir() };
}
