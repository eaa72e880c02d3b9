import type { Spec } from '../sweepfile/spec.ts';
import type { Pruner } from './pruner.ts';

/** The pruner that a spec asks for; undefined where every trial runs to its end. */
export function prunerOf(_spec: Pick<Spec, 'earlyTerminate' | 'metric'>): Pruner | undefined {
  return undefined;
}
