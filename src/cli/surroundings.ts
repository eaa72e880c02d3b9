import { homedir } from 'node:os';
import type { Surroundings } from '../data/places.ts';

/** Where this process looks for datasets. */
export function surroundings(): Surroundings {
  return { env: process.env, cwd: process.cwd(), home: homedir() };
}
