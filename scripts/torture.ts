/** `npm run torture -- --help` */
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { ACTS, campaign, type Tally } from '../test/torture/campaign.ts';
import { SEARCHES } from '../test/torture/searches.ts';

const HELP = `npm run torture -- [options] [word of an act …]

Hurts runs of small sweeps, with every sampler and every pruner in turn, goes on with them, and counts what was lost,
told twice, or is not as in a run that nobody hurt. Without a word, each of these acts is tried:

${ACTS.map(({ name, hurtsInRound: hurts }) => `  ${name}${hurts ? ` (${hurts} in a round)` : ''}`).join('\n')}

Options:
  --rounds  Rounds of each act; ${SEARCHES.length} have every pair of sampler and pruner  [default: 10]
  --seed    Seed of the moments at which they are hurt  [default: 1]
  --from    First round: with the seed of a campaign, its rounds from there on  [default: 1]
  --help    Show help (-h)

Exit status: 0 nothing was lost; 1 something was; 2 the command is wrong.`;

function parse() {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const options = {
    rounds: text('10'),
    seed: text('1'),
    from: text('1'),
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    return { ...values, words: positionals.map((word) => word.toLowerCase()) };
  } catch (error) {
    return wrong((error as Error).message);
  }
}

function wrong(message: string): never {
  console.error(`${message}\n\n${HELP}`);
  process.exit(2);
}

function count(option: string, value: string): number {
  const number = Number(value);
  return Number.isInteger(number) && number >= 1
    ? number
    : wrong(`--${option} must be a whole number from 1, not ${value}.`);
}

function summary(tallies: readonly Tally[]): string {
  const table = new Table({
    head: ['what was done to a run', 'times', 'killed', 'lost'],
    style: { head: [], border: [] },
  });
  for (const { act, tried, killed, losses, missing } of tallies)
    table.push([act, missing ? `not tried: ${missing}` : tried, killed, losses.length]);
  return String(table);
}

const { help, words, ...given } = parse();
if (help) {
  console.log(HELP);
  process.exit(0);
}
const acts = ACTS.filter(
  ({ name }) => words.length === 0 || words.some((word) => name.toLowerCase().includes(word)),
);
if (acts.length === 0) wrong(`No act has one of these words in its name: ${words.join(', ')}.`);
const tallies = await campaign({
  acts,
  rounds: count('rounds', given.rounds),
  from: count('from', given.from),
  seed: count('seed', given.seed),
  onRound: (act, round, search, losses) =>
    console.log(
      `${act.name}, round ${round} (${search}): ${losses.length === 0 ? 'nothing lost' : losses.join('; ')}`,
    ),
});
console.log(`\n${summary(tallies)}`);
process.exitCode = tallies.some(({ losses }) => losses.length > 0) ? 1 : 0;
