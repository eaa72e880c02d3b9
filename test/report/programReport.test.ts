import { describe, expect, it } from 'vitest';
import { createSweepStore } from '../../src/store/index.ts';
import { programSweep } from '../export/programSweep.ts';
import { sweepStart } from '../store/sweeps.ts';
import { filled, rendered } from './reports.ts';

describe('a report of a program', () => {
  it('has what every sweep has, and nothing that networks alone have', async () => {
    const { elements, section, text, markdown } = await rendered(filled(programSweep), {
      missing: 'nobody asks for these',
    });
    const ids = elements.filter(({ name }) => name === 'section').map(({ attributes }) => attributes.id);
    expect(ids).toEqual([
      ...['verdict', 'question', 'tried', 'winner', 'leaderboard', 'learning', 'parameters', 'comparison'],
      ...['course', 'cost', 'failures', 'again'],
    ]);
    expect(text).toContain('A report of 8 trials, completed on');
    expect(text).not.toMatch(
      /epoch|dataset|network|layers? of|test images|weights|default|undefined|NaN|null/i,
    );
    expect(markdown.text).not.toMatch(/undefined|NaN/);
    expect(section('verdict')).toContain('Of 4 configurations, trials 1–2');
    expect(section('question')).toContain('python3 ${program} ${args}');
    expect(section('winner')).toMatch(/its val\/f1 "macro", é_% ?0\.0000/);
    expect(section('winner')).toContain('{name: adam, eps: 1e-8}');
    expect(section('leaderboard')).toContain('3 steps each.');
    expect(section('cost')).toContain('Python 3.11.2, linux x64, abacus');
    expect(section('again')).toContain('/home/me/tune');
    expect(section('again')).not.toContain('keras');
  });

  it('draws the curves of its metrics, the one that ranks first', async () => {
    const db = filled((open) => {
      programSweep(open);
      const sweep = createSweepStore(open).beginSweep({
        ...sweepStart({ name: 'other' }),
        ...{ trainable: 'module', shared: {}, metric: { name: 'zeta', goal: 'maximize' } },
      });
      const [trial] = sweep.planTrials([{ configuration: { a: 1 }, facts: {} }], [7]);
      sweep.startTrial(trial!, 0);
      for (const step of [10, 20]) {
        const metrics = Object.fromEntries(
          ['a', 'b', 'c', 'd', 'e', 'val_a', 'zeta'].map((name) => [name, step]),
        );
        sweep.recordSteps([{ ...trial!, step, metrics, durationMs: 1 }]);
      }
      sweep.endTrial(trial!, { state: 'completed', result: { metrics: { zeta: 20 }, durationMs: 2 } });
      sweep.end('completed');
    });
    const { section } = await rendered(db, undefined, { sweep: 'other' });
    const learning = section('learning')!;
    expect(learning.match(/Figure \d\. (\S+) of trial 1/g)).toEqual(
      ['zeta', 'a', 'b', 'c'].map((name, index) => `Figure ${index + 1}. ${name} of trial 1`),
    );
    expect(learning).toContain('a (solid) and val_a (dashed) over the steps');
    expect(learning).toContain('Not drawn: d and e. sweep export epochs has their numbers.');
  });
});
