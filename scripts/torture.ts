/** `npm run torture -- [--rounds 10] [--seed 1] [word of an act …]`: kills, stops and starves runs and counts the results that were lost. */
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { ACTS, campaign } from '../test/torture/campaign.ts';

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const acts = ACTS.filter(
  ({ name }) =>
    positionals.length === 0 || positionals.some((word) => name.toLowerCase().includes(word.toLowerCase())),
);
const tallies = await campaign(acts, Number(values.rounds), Number(values.seed), (act, round, losses) => {
  console.log(`${act.name}, round ${round}: ${losses.length === 0 ? 'nothing lost' : losses.join('; ')}`);
});
const table = new Table({
  head: ['what was done to a run', 'times', 'lost'],
  style: { head: [], border: [] },
});
for (const { act, tried, losses, missing } of tallies) {
  table.push([act, missing ? `not tried: ${missing}` : tried, losses.length]);
}
console.log(`\n${table}`);
process.exitCode = tallies.some(({ losses }) => losses.length > 0) ? 1 : 0;
