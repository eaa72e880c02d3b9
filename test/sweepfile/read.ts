import type { ParsedSpec } from '../../src/sweepfile/parse.ts';
import { parseSpec } from '../../src/sweepfile/parse.ts';
import type { Problem } from '../../src/sweepfile/problem.ts';
import type { Spec } from '../../src/sweepfile/spec.ts';

export function parse(text: string, overrides: readonly string[] = []): ParsedSpec {
  return parseSpec(text, { file: 'sweeps/example.yaml', overrides });
}

/** The spec of a text without mistakes. */
export function specOf(text: string, overrides: readonly string[] = []): Spec {
  const parsed = parse(text, overrides);
  if (!parsed.ok) throw new Error(parsed.problems.map(brief).join('\n'));
  return parsed.spec;
}

/** The errors of a text as `line:column message`. */
export function errorsOf(text: string, overrides: readonly string[] = []): string[] {
  const parsed = parse(text, overrides);
  return parsed.ok ? [] : parsed.problems.map(brief);
}

/** The warnings of a text as `line:column message`. */
export function warningsOf(text: string): string[] {
  return parse(text).warnings.map(brief);
}

export function brief({ path, line, column, message }: Problem): string {
  return line === undefined ? `${path} ${message}` : `${line}:${column} ${message}`;
}
