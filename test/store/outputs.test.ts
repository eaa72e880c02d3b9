import { describe, expect, test } from 'vitest';
import { trialOutput } from '../../src/store/index.ts';
import { KEPT_HEAD, KEPT_TAIL } from '../../src/trainable/program/keptOutput.ts';
import { database } from './fixture.ts';
import { beginProgram, cell } from './programs.ts';

/** A running trial, and its output that is kept. */
function running() {
  const db = database();
  const sweep = beginProgram(db);
  const [trial] = sweep.planTrials([cell({ lr: 0.1 })], [3]);
  sweep.startTrial(trial!, 0);
  let printed = '';
  return {
    db,
    sweep,
    trial: trial!,
    print(text: string) {
      printed += text;
      sweep.recordOutput(trial!, [{ stream: 'stdout', text }]);
    },
    kept() {
      const pieces = trialOutput(db, 1);
      const text = pieces.map((piece) => (piece.stream === 'cut' ? '\n' : piece.text)).join('');
      const at = pieces.findIndex(({ stream }) => stream === 'cut');
      const [head, tail] = [pieces.slice(0, at), pieces.slice(at + 1)].map((some) =>
        some.map((piece) => piece.text).join(''),
      ) as [string, string];
      return { text, at, head, tail, cut: pieces[at]?.bytes };
    },
    expectEnds(kept: { head: string; tail: string; cut: number | undefined }) {
      const bytes = [kept.head, kept.tail].map((text) => Buffer.byteLength(text)) as [number, number];
      expect(printed.startsWith(kept.head) && printed.endsWith(kept.tail)).toBe(true);
      expect(bytes[0] + kept.cut! + bytes[1]).toBe(Buffer.byteLength(printed));
      expect(bytes[0]).toBeGreaterThan(KEPT_HEAD - 8192);
      expect(bytes[0] + bytes[1]).toBeGreaterThan(KEPT_HEAD + KEPT_TAIL - 8192);
      expect(bytes[0] + bytes[1]).toBeLessThanOrEqual(KEPT_HEAD + KEPT_TAIL);
    },
  };
}

const lines = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => `line ${from + index} größer 🧵 ${'.'.repeat(40)}\n`).join('');

describe('the output of a trial', () => {
  test('keeps its beginning and its end to the byte, in whole lines, however it came', () => {
    const { print, kept, expectEnds } = running();
    print(lines(20_000));
    expectEnds(kept());
    expect(kept().head.endsWith('\n')).toBe(true);
    for (let index = 0; index < 500; index++) print(lines(7, 20_000 + 7 * index));
    expectEnds(kept());
    print('🧵'.repeat(200_000));
    expectEnds(kept());
  });

  test('is all there up to that, and begins anew with an attempt', () => {
    const { print, kept, sweep, trial, db } = running();
    const text = 'x'.repeat(KEPT_HEAD + KEPT_TAIL);
    print(text);
    expect(kept()).toMatchObject({ text, at: -1 });
    sweep.requeueTrial(trial);
    const next = { ...trial, attempt: trial.attempt + 1 };
    sweep.startTrial(next, 0);
    sweep.recordOutput(next, [{ stream: 'stdout', text: 'again' }]);
    expect(trialOutput(db, 1).map((piece) => piece.text)).toEqual(['again']);
  });

  test('goes on from what is stored where a write was undone', () => {
    const { print, kept, sweep, expectEnds } = running();
    print(lines(4000));
    expect(() =>
      sweep.together(() => {
        sweep.recordOutput({ number: 1, attempt: 1 }, [{ stream: 'stdout', text: lines(9000) }]);
        throw new Error('no');
      }),
    ).toThrow('no');
    print(lines(3000, 4000));
    expectEnds(kept());
  });
});
