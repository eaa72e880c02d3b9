import { parseSpec } from '../../src/sweepfile/parse.ts';
import type { Spec } from '../../src/sweepfile/spec.ts';

/** The spec of a YAML text without mistakes. */
export function spec(text: string): Spec {
  const parsed = parseSpec(text, { file: 'example.yaml' });
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return parsed.spec;
}
