import { describe, expect, it } from 'vitest';
import { runSettings } from '../../src/report/runSettings.ts';
import type { SweepInfo } from '../../src/store/index.ts';
import { canonicalSpec } from '../../src/sweepfile/canonical.ts';
import { parseSpec } from '../../src/sweepfile/parse.ts';

const SPEC = `name: mine
method: random
run_cap: 3
parameters:
  epochs: 2
  learning_rate: {distribution: log_uniform_values, min: 0.001, max: 0.1}
`;

function canonical(overrides: readonly string[]): string {
  const parsed = parseSpec(SPEC, { file: 'mine.yaml', overrides });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return canonicalSpec(parsed.spec);
}

/** The arguments that a shell makes of the text, as `run` takes them. */
function asOverrides(words: readonly string[]): string[] {
  return words.map((word) =>
    word.startsWith('--seed ')
      ? `seed=${word.slice(7)}`
      : word
          .replace(/^--set /, '')
          .replaceAll(/^'|'$/g, '')
          .replaceAll(`'\\''`, "'"),
  );
}

function settings(overrides: readonly string[], raisedRunCap: number | null = null) {
  return runSettings({ specText: SPEC, specJson: canonical(overrides), raisedRunCap } as SweepInfo);
}

describe('what was run beside what the spec says', () => {
  it('is nothing where the spec was run as it is', () => {
    expect(settings([])).toEqual([]);
  });

  it.each([
    [['seed=7']],
    [['epochs=5', 'seed=3']],
    [['learning_rate={min: 0.01, max: 0.02}']],
    [['units={value: [30, 10]}', 'optimizer=[sgd, adam]']],
    [['model=[ann, cnn]', 'validation=test']],
    [['validation={size: 500, seed: 3}', 'replicates=2', 'metric={name: val_loss}']],
  ])('is options that make the same sweep of it: %j', (overrides) => {
    const words = settings(overrides)!;
    expect(words.length).toBeGreaterThan(0);
    expect(canonical(asOverrides(words))).toBe(canonical(overrides));
  });

  it('holds a run cap that was raised while it ran', () => {
    expect(settings([], 12)).toEqual(['--set run_cap=12']);
  });

  it('is unknown where the spec cannot be read any more', () => {
    const sweep = { specText: 'name: [', specJson: canonical([]), raisedRunCap: null };
    expect(runSettings(sweep as SweepInfo)).toBeUndefined();
  });
});
