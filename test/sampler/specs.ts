import { parseSpec } from '../../src/spec/parse.ts';
import type { Spec } from '../../src/spec/spec.ts';

/** The spec of a YAML text without mistakes. */
export function spec(text: string): Spec {
  const parsed = parseSpec(text, { file: 'example.yaml' });
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return parsed.spec;
}
