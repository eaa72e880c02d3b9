// The reported winner of a search, on repetitions that it never saw: single trials beside finals within the same budget.
// Words are seeds, trainings, a part of a table's name, and `turn` where each trial has the repetition after the last one's.
import { replay } from './search/replay.ts';
import { readTables, type Table } from './search/tables.ts';

/** The repetitions that no sweep saw begin after that of the search and two of finals. */
const HELD_OUT = 3;

const [seedCount = 20, budget = 100, only = 'hpobench', repetitions = 'one'] = process.argv.slice(2);
const inTurn = repetitions === 'turn';
const FINALS = [
  { top: 5, seeds: 2 },
  { top: 10, seeds: 1 },
  { top: 10, seeds: 2 },
  { top: 15, seeds: 2 },
];
const tables = readTables().filter(({ name, conditional }) => name.includes(String(only)) && !conditional);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The loss of a cell in a repetition that stands for a seed: those after the first are the finals'. */
const lossOf = ({ losses, repetitions }: Table, cell: number, seed: number, further: number): number =>
  losses[cell * repetitions + ((seed + further) % repetitions)]!;

/** The least and the median mean loss of a table: between them, regret goes from 0 to 1. */
function scaleOf({ losses, repetitions }: Table): { readonly least: number; readonly median: number } {
  const means = Float64Array.from({ length: losses.length / repetitions }, (_, cell) =>
    mean([...losses.subarray(cell * repetitions, (cell + 1) * repetitions)]),
  ).sort();
  return { least: means[0]!, median: (means[(means.length - 1) >> 1]! + means[means.length >> 1]!) / 2 };
}

const best = (cells: readonly number[], lossOfCell: (cell: number) => number): number =>
  cells.reduce((one, other) => (lossOfCell(other) < lossOfCell(one) ? other : one));

const rows = new Map<string, number[]>();
for (const table of tables) {
  const { least, median } = scaleOf(table);
  for (let seed = 0; seed < Number(seedCount); seed++) {
    const add = (name: string, cell: number): void => {
      rows.set(name, [
        ...(rows.get(name) ?? []),
        (heldOutMean(table, firstOf(cell), cell) - least) / (median - least),
      ]);
    };
    const cells = replay(table, seed, Number(budget), 0, inTurn ? 'in turn' : 'one seed');
    const places = new Map(cells.map((cell, index) => [cell, index]));
    const firstOf = (cell: number): number => seed + (inTurn ? places.get(cell)! : 0);
    const single = (cell: number): number => lossOf(table, cell, firstOf(cell), 0);
    add(`${budget} single trials`, best(cells, single));
    for (const { top, seeds } of FINALS) {
      const searched = cells.slice(0, Number(budget) - top * seeds);
      const leaders = [...searched].sort((a, b) => single(a) - single(b)).slice(0, top);
      const all = (cell: number): number =>
        mean(Array.from({ length: seeds + 1 }, (_, further) => lossOf(table, cell, firstOf(cell), further)));
      add(`${searched.length} and finals {top: ${top}, seeds: ${seeds}}`, best(leaders, all));
    }
    add(
      'the best one tried',
      best(cells, (cell) => heldOutMean(table, firstOf(cell), cell)),
    );
  }
  console.log(table.name);
}

function heldOutMean(table: Table, seed: number, cell: number): number {
  return mean(
    Array.from({ length: table.repetitions - HELD_OUT }, (_, each) =>
      lossOf(table, cell, seed, HELD_OUT + each),
    ),
  );
}

for (const [name, regrets] of rows) console.log(name.padEnd(36), mean(regrets).toFixed(4));
