import { expect, it, onTestFinished } from 'vitest';
import { fileRequest, listRequests, openDatabase } from '../../src/store/index.ts';
import { begin } from './sweeps.ts';

it('a request that is open already is not filed again, unless its opposite came after it', () => {
  const db = openDatabase(':memory:');
  onTestFinished(() => db.close());
  const { sweepId } = begin(db);
  const file = (kind: 'pause_sweep' | 'resume_sweep') => fileRequest(db, sweepId, { kind }, 'test').id;
  const pause = file('pause_sweep');
  expect(file('pause_sweep')).toBe(pause);
  const resume = file('resume_sweep');
  expect(file('resume_sweep')).toBe(resume);
  const again = file('pause_sweep');
  expect(again).not.toBe(pause);
  expect(file('pause_sweep')).toBe(again);
  expect(listRequests(db, sweepId, 10).map(({ kind }) => kind)).toEqual([
    'pause_sweep',
    'resume_sweep',
    'pause_sweep',
  ]);
});
