import { describe, expect, it } from 'vitest';
import { createPruner } from '../../src/pruner/index.ts';
import type { Judged, Peer, Pruner } from '../../src/pruner/pruner.ts';
import { Pruning } from '../../src/sweep/pruning.ts';

const SPEC = { lookahead: 1, replicates: 1, metric: { name: 'y', goal: 'maximize' } } as const;

/** A sweep that has no trials yet. */
const NONE = { trials: [], configuration: () => ({}) };

/** Stops trials that are below every peer; remembers its calls. */
function belowAll(): Pruner & { readonly asked: [Judged, readonly Peer[]][] } {
  const asked: [Judged, readonly Peer[]][] = [];
  return {
    asked,
    judge(judged, peers) {
      asked.push([{ ...judged, curve: [...judged.curve] }, peers]);
      const value = judged.curve.at(-1)!.value;
      const others = peers.flatMap(({ curve }) => curve.at(-1)?.value ?? []);
      return others.length > 0 && others.every((other) => value < other)
        ? `${value} was the lowest`
        : undefined;
    },
    decidesAt: () => true,
    rungs: () => [],
    threshold: () => undefined,
    describe: () => 'stops what is lowest',
  };
}

const queued = (...numbers: number[]) =>
  numbers.map((number) => ({
    number,
    attempt: 1,
    configuration: {},
    replicate: 0,
    seed: 0,
    state: 'queued' as const,
    crashes: 0,
    plannedSteps: 3,
  }));

const report = (step: number, y: number) => ({ step, metrics: { y }, durationMs: 1 });

describe('pruning', () => {
  it('judges a trial by those before its lookahead, as far as its own step, and waits for them', async () => {
    const pruner = belowAll();
    const pruning = new Pruning(pruner, SPEC, NONE);
    pruning.planned(queued(1, 2, 3));
    let verdict: unknown = 'none yet';
    const judged = pruning.judge(3, report(1, 0.2)).then((said) => {
      verdict = said;
    });
    await pruning.judge(2, report(1, 0.1));
    expect(verdict).toBe('none yet');
    await pruning.judge(1, report(1, 0.3));
    await judged;
    expect(verdict).toBe('0.2 was the lowest');
    const [, peers] = pruner.asked.find(([{ trial }]) => trial === 3)!;
    expect(peers).toEqual([{ trial: 1, curve: [{ step: 1, value: 0.3 }] }]);
  });

  it('shows nothing of what a peer reported after that step', async () => {
    const pruner = belowAll();
    const pruning = new Pruning(pruner, SPEC, NONE);
    pruning.planned(queued(1, 2, 3));
    await pruning.judge(1, report(1, 0.1));
    await pruning.judge(1, report(2, 0.9));
    expect(await pruning.judge(3, report(1, 0.2))).toBeUndefined();
    expect(pruner.asked.at(-1)![1]).toEqual([{ trial: 1, curve: [{ step: 1, value: 0.1 }] }]);
  });

  it('waits no longer for one that has ended, and judges by what that had reported', async () => {
    const pruning = new Pruning(belowAll(), SPEC, NONE);
    pruning.planned(queued(1, 3));
    const judged = pruning.judge(3, report(1, 0.2));
    pruning.ended(1);
    expect(await judged).toBeUndefined();
  });

  it('waits for one whose attempt was lost until it has come as far again', async () => {
    const pruner = belowAll();
    const pruning = new Pruning(pruner, SPEC, NONE);
    pruning.planned(queued(1, 3));
    await pruning.judge(1, report(1, 0.1));
    const judged = pruning.judge(3, report(2, 0.2));
    pruning.planned(queued(1));
    await pruning.judge(1, report(1, 0.1));
    expect(pruner.asked.filter(([{ trial }]) => trial === 3)).toEqual([]);
    await pruning.judge(1, report(2, 0.3));
    expect(await judged).toBe('0.2 was the lowest');
  });

  it('knows the trials of earlier runs', async () => {
    const past = {
      number: 1,
      replicate: 0,
      state: 'completed',
      value: 0.9,
      lastStep: 1,
      curve: [{ step: 1, value: 0.9 }],
    };
    const pruning = new Pruning(belowAll(), SPEC, { ...NONE, trials: [past as never] });
    pruning.planned(queued(4));
    expect(await pruning.judge(4, report(1, 0.2))).toBe('0.2 was the lowest');
  });

  it('judges a trial that goes on as it stood, and shows it to others though it reports nothing more', async () => {
    const pruner = belowAll();
    const pruning = new Pruning(pruner, SPEC, NONE);
    pruning.planned(queued(1, 3, 5));
    const curve = [1, 2, 3].map((step) => ({ step, value: 0.5 }));
    expect(await pruning.goOn(1, 3, curve)).toBeUndefined();
    pruning.ended(1);
    expect(await pruning.goOn(3, 1, [{ step: 1, value: 0.4 }])).toBe('0.4 was the lowest');
    expect(pruner.asked.at(-1)![1]).toEqual([{ trial: 1, curve: [{ step: 1, value: 0.5 }] }]);
  });

  it('judges neither what is no number nor the last step, of which nothing is saved', async () => {
    const pruner = belowAll();
    const pruning = new Pruning(pruner, SPEC, NONE);
    pruning.planned(queued(1));
    await pruning.judge(1, report(1, Number.NaN));
    await pruning.judge(1, { step: 2, metrics: { z: 1 }, durationMs: 1 });
    await pruning.judge(1, report(3, 0.1));
    expect(pruner.asked).toEqual([]);
  });

  it('says at how many reports a trial is judged next', () => {
    const asha = createPruner({ type: 'asha', minIter: 2, eta: 3 }, SPEC.metric, 'step');
    const pruning = new Pruning(asha, SPEC, NONE);
    expect([0, 1, 2, 5, 6, 17, 18].map((reports) => pruning.nextRung(reports))).toEqual([
      2, 2, 6, 6, 18, 18, 54,
    ]);
    const first = createPruner({ type: 'first', epochs: 3, keep: 1 }, SPEC.metric, 'step');
    expect([0, 2, 3].map((reports) => new Pruning(first, SPEC, NONE).nextRung(reports))).toEqual([
      3,
      3,
      undefined,
    ]);
    expect(new Pruning(belowAll(), SPEC, NONE).nextRung(4)).toBeUndefined();
  });

  it('judges a trial by what its earlier attempt had reported, too', async () => {
    const pruner = belowAll();
    const pruning = new Pruning(pruner, SPEC, NONE);
    pruning.planned(queued(1));
    pruning.goesOnWith(
      1,
      [
        { step: 1, value: 0.1 },
        { step: 2, value: 0.2 },
      ],
      2,
    );
    await pruning.judge(1, report(2, 0.3));
    expect(pruner.asked[0]![0].curve).toEqual([
      { step: 1, value: 0.1 },
      { step: 2, value: 0.3 },
    ]);
  });

  it('lets a judgement go that waits, where its trial or the run is to stop', async () => {
    const pruning = new Pruning(belowAll(), SPEC, NONE);
    pruning.planned(queued(1, 3, 4));
    const third = pruning.judge(3, report(1, 0.2));
    const fourth = pruning.judge(4, report(1, 0.2));
    pruning.release(3);
    expect(await third).toBeUndefined();
    pruning.release();
    expect(await fourth).toBeUndefined();
  });
});
