import { expect, it } from 'vitest';
import { Places } from '../../../src/cli/dashboard/exports/places.ts';

const never = new AbortController().signal;

it('two places let two in, and others in their order', async () => {
  const places = new Places(2);
  const came: number[] = [];
  const take = async (who: number) => {
    const leave = await places.take(never);
    came.push(who);
    return leave;
  };
  const [first, second] = [await take(1), await take(2)];
  const [third, fourth] = [take(3), take(4)];
  await new Promise(setImmediate);
  expect(came).toEqual([1, 2]);
  second();
  second();
  const leaveThird = await third;
  expect(came).toEqual([1, 2, 3]);
  first();
  await fourth;
  expect(came).toEqual([1, 2, 3, 4]);
  leaveThird();
  await take(5);
});

it('who gives up waiting takes no place', async () => {
  const places = new Places(1);
  const leave = await places.take(never);
  const giving = new AbortController();
  const given = places.take(giving.signal);
  const next = places.take(never);
  giving.abort(new Error('I am gone.'));
  await expect(given).rejects.toThrow('I am gone.');
  leave();
  (await next)();
  (await places.take(never))();
  await expect(places.take(giving.signal)).rejects.toThrow('I am gone.');
});
