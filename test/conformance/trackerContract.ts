import { describe, expect, it } from 'vitest';
import { type LoggedStep, Refusal, type Tracker } from '../../src/clients/tracker.ts';

const KEY = { project: 'p', id: 'r' };

function step(number: number, metrics: Record<string, number>): LoggedStep {
  return { step: number, runtimeMs: number * 10, atMs: undefined, metrics, others: {} };
}

async function* bytes(length: number): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(length);
}

/** The behaviour of every tracker; `make` returns one that knows no trial and no sweep. */
export function trackerConformance(make: () => Tracker): void {
  describe('a tracker', () => {
    it('begins a trial once, and changes what is given and nothing else', async () => {
      const tracker = make();
      const first = await tracker.beginTrial(KEY, { parameters: { lr: 1 }, tags: ['a'], host: 'h' });
      expect(first).toMatchObject({ isNew: true, trial: { name: 'r', state: 'running', tags: ['a'] } });
      const again = await tracker.beginTrial(KEY, { notes: 'n', tags: undefined });
      expect(again).toMatchObject({
        isNew: false,
        trial: { parameters: { lr: 1 }, tags: ['a'], notes: 'n' },
      });
      expect(await tracker.trials('p')).toHaveLength(1);
      expect(await tracker.projects()).toEqual(['p']);
      expect(await tracker.trial({ project: 'other', id: 'r' })).toBeUndefined();
    });

    it('takes each line once, whatever is delivered again', async () => {
      const tracker = make();
      await tracker.beginTrial(KEY, {});
      const lines = [step(0, { a: 1 }), step(3, { a: Number.NaN }), step(4, { b: 2 })];
      await tracker.deliver(KEY, {
        steps: { offset: 0, lines: lines.slice(0, 2) },
        output: { offset: 0, lines: ['x'] },
      });
      await tracker.deliver(KEY, { steps: { offset: 0, lines }, output: { offset: 0, lines: ['x', 'y'] } });
      await tracker.deliver(KEY, { steps: { offset: 2, lines: lines.slice(2) } });
      expect(await tracker.history(KEY, 0, 100)).toEqual(lines);
      expect(await tracker.history(KEY, 1, 4)).toEqual([lines[1]]);
      expect(await tracker.trial(KEY)).toMatchObject({
        historyLines: 3,
        outputLines: 2,
        lastStep: 4,
        metrics: { a: 2, b: 1 },
        latest: { a: Number.NaN, b: 2 },
      });
    });

    it('ends a trial once', async () => {
      const tracker = make();
      await tracker.beginTrial(KEY, {});
      expect(await tracker.deliver(KEY, { summary: { best: 1 }, exitCode: 0 })).toEqual({ stop: false });
      await tracker.deliver(KEY, { exitCode: 9 });
      expect(await tracker.trial(KEY)).toMatchObject({
        state: 'completed',
        exitCode: 0,
        summary: { best: 1 },
      });
    });

    it('refuses what is not there', async () => {
      const tracker = make();
      await expect(tracker.deliver(KEY, {})).rejects.toThrow(Refusal);
      await expect(tracker.note(KEY, 'x')).rejects.toThrow(Refusal);
      await expect(tracker.beginSweep('p', 'method: grid')).rejects.toThrow(Refusal);
      await expect(tracker.registerAgent('nosuch', 'h')).rejects.toThrow(Refusal);
      await expect(tracker.steerSweep('nosuch', 'pause')).rejects.toThrow(Refusal);
      await expect(tracker.heartbeat('nosuch:1', [])).rejects.toThrow(Refusal);
      expect(await tracker.sweep('nosuch')).toBeUndefined();
      expect(await tracker.agents('nosuch')).toEqual([]);
    });

    it('keeps a file, or says why not, and reads it to its end in either case', async () => {
      const tracker = make();
      await tracker.beginTrial(KEY, {});
      const refused = await tracker.keepFile(KEY, 'a/b.bin', bytes(10), true);
      const kept = await tracker.readFile(KEY, 'a/b.bin');
      expect(refused === undefined ? kept!.length : refused).toEqual(
        kept ? 10 : expect.stringContaining('not kept'),
      );
      expect((await tracker.files(KEY)).length).toBe(kept ? 1 : 0);
    });
  });
}
