import { expect, test } from 'vitest';
import { ACTS, campaign } from './campaign.ts';

/** The short form of `npm run torture`; what this machine cannot do is reported as skipped, with the reason. */
test.for(ACTS)('$name loses nothing', { timeout: 300_000 }, async (act, { skip }) => {
  // Ten kills in all.
  const rounds = act.hurtsInRound ? 10 / act.hurtsInRound : 1;
  const [tally] = await campaign({ acts: [act], rounds, seed: 1 });
  if (tally!.missing) skip(tally!.missing);
  expect(tally!.losses).toEqual([]);
});
