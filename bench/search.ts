// Regret of bayes and of Optuna's default on published tables, for the docs' plots too; words are seeds, lookahead and a part of a
// table's name.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measured, writeMeasured } from './measured/measured.ts';
import { askMs } from './search/cost.ts';
import { drawn } from './search/random.ts';
import { replay } from './search/replay.ts';
import { FOLDER, readTables, type Table } from './search/tables.ts';

const CHECKED = [20, 50, 100];
/** Points of the plots. */
const PLOTTED = [1, 2, 3, 4, 5, 7, 10, ...Array.from({ length: 18 }, (_, index) => 15 + 5 * index)];
const [seedCount = 20, lookahead = 0, only = ''] = process.argv.slice(2);
const tables = readTables().filter(({ name }) => name.includes(String(only)));

interface Run {
  readonly table: string;
  readonly seed: number;
  readonly cells: readonly number[];
}

const theirs = existsSync(join(FOLDER, 'optuna.jsonl'))
  ? readFileSync(join(FOLDER, 'optuna.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Run)
  : [];

/** Searches of other lookaheads stay as they were measured. */
function writePlotted(): void {
  const name = Number(lookahead) === 0 ? 'bayes' : `bayes, lookahead ${lookahead}`;
  const before = measured('search');
  const curves = (conditional: boolean) => {
    const of = rows.filter(({ table }) => table.conditional === conditional);
    const mean = (search: 'bayes' | 'optuna' | 'random') => {
      const each = of.map(({ table, plotted }) => curve(table, plotted[search], PLOTTED));
      return PLOTTED.map((_, at) =>
        Number((each.reduce((sum, row) => sum + row[at]!, 0) / of.length).toFixed(5)),
      );
    };
    const kept = before?.[conditional ? 'conditional' : 'all'];
    return { ...kept, random: mean('random'), 'Optuna 5': mean('optuna'), [name]: mean('bayes') };
  };
  writeMeasured('search', { trials: PLOTTED, all: curves(false), conditional: curves(true) });
}

/** Mean regret over all seeds of a table, after so many trials each. */
function curve(
  { regrets }: Table,
  runs: readonly (readonly number[])[],
  checked: readonly number[] = CHECKED,
): number[] {
  return checked.map(
    (trials) =>
      runs.reduce(
        (sum, cells) => sum + Math.min(...cells.slice(0, trials).map((cell) => regrets[cell]!)),
        0,
      ) / runs.length,
  );
}

const rows = tables.map((table) => {
  const seeds = Array.from({ length: Number(seedCount) }, (_, seed) => seed);
  const bayes = seeds.map((seed) => replay(table, seed, 100, Number(lookahead)));
  const optuna = theirs
    .filter((run) => run.table === table.name && run.seed < Number(seedCount))
    .map(({ cells }) => cells);
  const random = seeds.map((seed) => drawn(table, seed, 100));
  const plotted = { bayes, optuna, random } as const;
  return { table, ours: curve(table, bayes), optuna: curve(table, optuna), plotted };
});
const text = (values: readonly number[]) => values.map((value) => value.toFixed(4)).join(' ');
for (const { table, ours, optuna } of rows) console.log(table.name.padEnd(45), text(ours), ' ', text(optuna));
for (const conditional of [false, true]) {
  const of = rows.filter(({ table }) => table.conditional === conditional);
  if (of.length === 0) continue;
  const mean = (pick: (row: (typeof rows)[number]) => number[]) =>
    CHECKED.map((_, index) => of.reduce((sum, row) => sum + pick(row)[index]!, 0) / of.length);
  const [ours, optuna] = [mean((row) => row.ours), mean((row) => row.optuna)];
  console.log(
    conditional ? 'conditional' : 'all',
    text(ours),
    ' ',
    text(optuna),
    ' ratio',
    text(ours.map((value, index) => value / optuna[index]!)),
  );
}
if (only === '' && theirs.length > 0) writePlotted();
for (const [index, trials] of CHECKED.entries()) {
  const better = rows.filter(({ ours, optuna }) => ours[index]! < optuna[index]!).length;
  console.log(`after ${trials} trials ahead of Optuna on ${better} of ${rows.length} tables`);
}
for (const told of [1000, 10_000])
  console.log(`an ask with ${told} trials told: ${askMs(told).toFixed(1)} ms`);
