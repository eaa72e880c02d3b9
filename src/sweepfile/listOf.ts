import { z } from 'zod';
import type { ValueKind } from '../model/value.ts';
import type { Legal } from './legalValue.ts';
import { MOST_PROBLEMS } from './report.ts';

export interface ListRules {
  /** The message for something that is no list, and for a list of another length. */
  readonly otherwise: string;
  readonly fewest?: number;
  readonly most?: number;
  readonly wrongLength?: string;
  /** The message for a list that has something twice; repetitions are allowed if absent. */
  readonly twice?: string;
}

/**
 * A list of values that `legal` accepts. Of a hundred thousand wrong values, no more are reported than are
 * listed.
 */
export function listOf<T>(legal: Legal | ValueKind, rules: ListRules) {
  const { otherwise, fewest = 0, most = Infinity, wrongLength = otherwise, twice } = rules;
  return z.unknown().transform((value, context): readonly T[] => {
    const refuse = (message: string, path: PropertyKey[] = [], params: { legal?: unknown } = {}) =>
      context.addIssue({ code: 'custom', message, path, params });
    if (!Array.isArray(value)) refuse(otherwise);
    else if (value.length < fewest || value.length > most) refuse(wrongLength);
    else {
      let wrong = 0;
      for (const [index, item] of value.entries()) {
        if (legal.accepts(item)) continue;
        refuse(`must be ${legal.description}`, [index], { legal });
        if (++wrong > MOST_PROBLEMS) break;
      }
      if (wrong === 0 && twice !== undefined && new Set(value).size < value.length) refuse(twice);
      if (wrong === 0) return value;
    }
    return z.NEVER;
  });
}
