import type { Configuration, ParameterValue } from '../configuration.ts';
import { SweepError } from '../errors.ts';
import type { Space } from '../space/space.ts';
import { parseSpec } from './parse.ts';

/**
 * The space of a sweep that has run, from its canonical spec. The trainable's outermost parameters, which
 * that spec has in another place, get the values that were tried.
 * @throws SweepError `spec_invalid` if another version wrote it in words that cannot be read.
 */
export function storedSpace(
  specJson: string,
  outermost: readonly string[],
  tried: readonly Configuration[],
): Space {
  const { parameters = {} } = JSON.parse(specJson) as { readonly parameters?: object };
  const outer = outermost.map((name): [string, { values: readonly ParameterValue[] }] => {
    const values = tried.flatMap((configuration) => configuration[name] ?? []);
    return [name, { values: [...new Map(values.map((value) => [JSON.stringify(value), value])).values()] }];
  });
  // A module accepts parameters of any name unchanged.
  const text = JSON.stringify({
    trainer: './any.ts',
    method: 'random',
    run_cap: 1,
    metric: { name: 'any', goal: 'maximize' },
    parameters: { ...Object.fromEntries(outer), ...parameters },
  });
  const parsed = parseSpec(text, { file: 'sweep.yaml' });
  if (parsed.ok) return parsed.spec.space;
  const problems = parsed.problems.map(({ message }) => message).join('; ');
  throw new SweepError('spec_invalid', `The stored parameters of the sweep cannot be read: ${problems}.`);
}
