// A sweep from a program of one's own, without a YAML file: `npx tsx run.ts`. What it trains is a function here; it
// tunes simulated annealing, which looks for a short way through 30 cities.
import { leaderboard, openStore, runSweep, SweepError, type TrainerContext } from 'sweep';

interface Parameters {
  readonly start: number;
  readonly cooling: number;
  readonly move: 'swap' | 'reverse';
}

type City = readonly [x: number, y: number];

const database = process.argv[2] ?? 'runs.db';

try {
  const { best, counts } = await runSweep(
    {
      name: 'annealing',
      method: 'grid',
      metric: { name: 'length', goal: 'minimize' },
      replicates: 2,
      parameters: { start: [0.05, 0.5, 5], cooling: [0.9, 0.99], move: ['swap', 'reverse'] },
      trainer: anneal,
    },
    { database, onEvent: (event) => event.type === 'trial_ended' && process.stderr.write('.') },
  );
  console.log(`\n${counts.completed} trials, ${counts.skipped} done before. The best:`, best?.parameters);
} catch (error) {
  if (!(error instanceof SweepError)) throw error;
  console.error(`${error.message} ${error.hint ?? ''}`);
  process.exitCode = 1;
}

const store = openStore(database);
for (const { rank, mean, std, parameters } of leaderboard(store, 'annealing', { limit: 3 }))
  console.log(rank, mean?.toFixed(2), `± ${std?.toFixed(2)}`, parameters);
store.close();

/** The temperature falls with each step, in which 300 changes of the way are tried. */
async function* anneal({ parameters, seed }: TrainerContext<Parameters>) {
  const { start, cooling, move } = parameters;
  const random = generator(seed + 1);
  let way: readonly City[] = Array.from({ length: 30 }, (_, i) => [Math.sin(i * i), Math.cos(i * i * i)]);
  let temperature = start;
  for (let step = 0; step < 60; step++) {
    for (let change = 0; change < 300; change++) {
      const other = changed(way, move, random);
      const worse = lengthOf(other) - lengthOf(way);
      if (worse < 0 || random() < Math.exp(-worse / temperature)) way = other;
    }
    temperature *= cooling;
    yield { step, length: lengthOf(way), temperature };
  }
}

function changed(way: readonly City[], move: Parameters['move'], random: () => number): readonly City[] {
  const [a, b] = [0, 0].map(() => Math.floor(random() * way.length)).sort((x, y) => x - y) as [
    number,
    number,
  ];
  if (move === 'reverse') return [...way.slice(0, a), ...way.slice(a, b + 1).reverse(), ...way.slice(b + 1)];
  return way.with(a, way[b]!).with(b, way[a]!);
}

function lengthOf(way: readonly City[]): number {
  return way.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = way[(i + 1) % way.length]!;
    return sum + Math.hypot(nextX - x, nextY - y);
  }, 0);
}

/** Numbers from 0 to 1 that follow from the seed alone: Lehmer's generator. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
