import { describe, expect, it } from 'vitest';
import type { Curve } from '../../src/metric/curve.ts';
import type { Goal } from '../../src/metric/metric.ts';
import { createPruner } from '../../src/pruner/index.ts';
import type { Peer, Verdict } from '../../src/pruner/pruner.ts';
import { Random } from '../../src/random.ts';
import type { EarlyTerminate } from '../../src/sweepfile/earlyTerminate/settings.ts';

const PLANNED = 15;

const kinds: EarlyTerminate[] = [
  { type: 'hyperband', minIter: 2, eta: 3, strict: true },
  { type: 'hyperband', maxIter: 18, s: 2, eta: 3, strict: false },
  { type: 'asha', minIter: 1, eta: 3 },
  { type: 'median', minIter: 2, minTrials: 3 },
  { type: 'first', epochs: 3, keep: 2 },
  { type: 'forecast', minIter: 4, threshold: 0.05 },
];

/** Curves that rise to different heights, with noise. */
function curves(count: number, length: number): Curve[] {
  const random = Random.of(7, 'curves');
  return Array.from({ length: count }, () => {
    const [height, speed] = [0.5 + 0.4 * random.uniform(), 0.3 + random.uniform()];
    return Array.from({ length }, (_, index) => ({
      step: index + 1,
      value: height - 0.4 * (index + 1) ** -speed + 0.005 * random.uniform(),
    }));
  });
}

const all = curves(40, PLANNED);
const changed = (curve: Curve, change: (value: number) => number): Curve =>
  curve.map(({ step, value }) => ({ step, value: change(value) }));

function judgeAll(settings: EarlyTerminate, goal: Goal, given: readonly Curve[]): Verdict[] {
  const pruner = createPruner(settings, { name: 'val_accuracy', goal }, 'epoch');
  return given.map((curve, index) => {
    for (let n = 1; n <= curve.length; n++) {
      const peers = given
        .slice(0, index)
        .map((peer, at): Peer => ({ trial: at + 1, curve: peer.slice(0, n) }));
      const judged = { trial: index + 1, curve: curve.slice(0, n), plannedSteps: PLANNED };
      const verdict = pruner.judge(judged, peers);
      expect(pruner.judge(judged, peers.toReversed())).toBe(verdict);
      if (verdict) expect(pruner.decidesAt(n)).toBe(true);
      if (verdict) return verdict;
    }
    return undefined;
  });
}

describe.each(kinds)('the pruner $type of $minIter', (settings) => {
  const pruner = createPruner(settings, { name: 'val_accuracy', goal: 'maximize' }, 'epoch');
  const verdicts = judgeAll(settings, 'maximize', all);

  it('stops some trials, says why with numbers, and not the best', () => {
    const stopped = verdicts.filter((verdict) => verdict !== undefined);
    expect(stopped.length).toBeGreaterThan(8);
    for (const verdict of stopped) expect(verdict).toMatch(/epoch \d+ .*val_accuracy.* 0\.\d+.* \d+ .*\.$/);
    const ends = all.map((curve) => curve.at(-1)!.value);
    expect(verdicts[ends.indexOf(Math.max(...ends))]).toBeUndefined();
  });

  it('answers the same again, and to the negated curves of a metric to be minimized', () => {
    expect(judgeAll(settings, 'maximize', all)).toEqual(verdicts);
    const negated = all.map((curve) => changed(curve, (value) => -value));
    expect(judgeAll(settings, 'minimize', negated).map(Boolean)).toEqual(verdicts.map(Boolean));
  });

  it('stops no lone trial, none that is ahead, none at its last step, and none among equal ones', () => {
    const worst = all[0]!.map(({ step }) => ({ step, value: 0.1 * step }));
    const peers = all.slice(1).map((curve, at): Peer => ({ trial: at + 2, curve }));
    for (let n = 1; n <= PLANNED; n++) {
      const judged = { trial: 50, curve: worst.slice(0, n), plannedSteps: PLANNED };
      expect(pruner.judge(judged, [])).toBeUndefined();
      expect(pruner.judge({ ...judged, curve: changed(judged.curve, () => 2) }, peers)).toBeUndefined();
      const flat = changed(judged.curve, () => 0.5);
      expect(pruner.judge({ ...judged, curve: flat }, [{ trial: 1, curve: flat }])).toBeUndefined();
    }
    expect(pruner.judge({ trial: 50, curve: worst, plannedSteps: PLANNED }, peers)).toBeUndefined();
  });

  it('stops no better curve where a worse one goes on', () => {
    for (const n of [1, 2, 3, 4, 6, 9]) {
      const peers = all.slice(1).map((curve, at): Peer => ({ trial: at + 2, curve: curve.slice(0, n) }));
      const goesOn = [-0.3, -0.2, -0.1, 0, 0.1, 0.2].map((shift) => {
        const curve = changed(all[0]!.slice(0, n), (value) => value + shift);
        return !pruner.judge({ trial: 1, curve, plannedSteps: PLANNED }, peers);
      });
      expect(goesOn).toEqual(goesOn.toSorted());
    }
  });

  it('takes curves with gaps, of one value and of none, changes none of them and remembers nothing', () => {
    const gappy = all.map((curve, nth) =>
      Object.freeze(curve.filter(({ step }) => (step * 7 + nth) % 4 > 0)),
    );
    const peers = [...gappy.slice(1), [], [{ step: 3, value: 0.2 }]].map((curve, at) =>
      Object.freeze({ trial: at + 2, curve }),
    );
    const judged = (length: number) =>
      Object.freeze({ trial: 99, curve: gappy[0]!.slice(0, length), plannedSteps: PLANNED });
    const verdicts = gappy[0]!.map((_, n) => pruner.judge(judged(n + 1), Object.freeze(peers)));
    const other = createPruner(settings, { name: 'val_accuracy', goal: 'maximize' }, 'epoch');
    // In reverse order, and by a pruner that judged nothing before.
    for (let n = verdicts.length; n > 0; n--) {
      expect(other.judge(judged(n), peers)).toBe(verdicts[n - 1]);
      if (verdicts[n - 1]) expect(verdicts[n - 1]).toMatch(/\d\.\d+/);
    }
    expect(pruner.judge(judged(1), [{ trial: 2, curve: [] }])).toBeUndefined();
  });

  it('decides at its rungs alone', () => {
    const rungs = pruner.rungs(30);
    if (rungs.length === 0) return;
    const decides = Array.from({ length: 30 }, (_, n) => n + 1).filter((n) => pruner.decidesAt(n));
    expect(decides).toEqual(rungs);
    expect(pruner.threshold(rungs[0]!, all)).toBeTypeOf('number');
  });
});
