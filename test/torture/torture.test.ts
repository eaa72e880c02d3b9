import { expect, test } from 'vitest';
import { ACTS, campaign } from './campaign.ts';

/** The short form of `npm run torture`; what this machine cannot do is reported as skipped, with the reason. */
test.for(ACTS)('$name loses nothing', { timeout: 180_000 }, async (act, { skip }) => {
  const [tally] = await campaign([act], 1, 1);
  if (tally!.missing) skip(tally!.missing);
  expect(tally!.losses).toEqual([]);
});
