import { duration, plural } from '../format.ts';
import type { Spec } from '../spec/spec.ts';
import { type Database, leaderboard } from '../store/index.ts';
import type { SweepEvent } from '../sweep/events.ts';
import type { Context } from './context.ts';
import { leaderboardTable } from './format/leaderboard.ts';
import { invocation } from './invocation.ts';
import { shellWord } from './shellWord.ts';

const ROWS = 10;

interface EndOfRun {
  readonly end: Extract<SweepEvent, { type: 'sweep_ended' }>;
  readonly spec: Spec;
  readonly file: string;
  readonly db: Database;
  readonly context: Context;
  readonly interrupted: boolean;
}

/** What `run` ends with: how it went, the top of the leaderboard and what to type next. */
export function reportEnd({ end, spec, file, db, context, interrupted }: EndOfRun): void {
  if (context.json) return;
  const { chalk, print } = context;
  const { completed, failed, cancelled, skipped } = end.counts;
  const parts = [
    `${plural(completed, 'trial')} completed`,
    ...(failed > 0 ? [chalk.red(`${failed} failed`)] : []),
    ...(cancelled > 0 ? [chalk.yellow(`${cancelled} cancelled`)] : []),
    ...(skipped > 0 ? [`${skipped} done before`] : []),
    ...(end.left > 0 ? [chalk.yellow(`${end.left} left`)] : []),
  ];
  print(`\n${chalk.bold(spec.name)}: ${parts.join(', ')}, in ${duration(end.durationMs)}\n`);
  const rows = leaderboard(db, end.sweepId);
  const ranked = rows.filter(({ rank }) => rank !== null);
  if (ranked.length > 0) print(`${leaderboardTable(chalk, ranked.slice(0, ROWS))}\n`);
  const name = invocation();
  const at =
    process.env.SWEEP_DB || !process.argv.includes('--db') ? '' : ` --db ${shellWord(context.database)}`;
  const next: [string, string][] = [];
  if (end.left === 0 && cancelled > 0)
    next.push([`run ${shellWord(file)}`, 'train the cancelled ones after all']);
  if (end.left > 0)
    next.push([`run ${shellWord(file)}`, interrupted ? 'go on where it stopped' : 'run the rest']);
  if (ranked.length > 0) {
    next.push([`leaderboard ${shellWord(spec.name)}`, 'the whole ranking']);
    next.push([`show ${shellWord(`${spec.name}/best`)}`, 'the winner in detail']);
    next.push([
      `export ${shellWord(`${spec.name}/best`)} --out best.yaml`,
      'its configuration, to train it again',
    ]);
  }
  if (new Set(ranked.map(({ model }) => model)).size > 1)
    next.push([`compare ${shellWord(spec.name)} --by model`, 'the models against each other']);
  next.push(['serve', 'the dashboard']);
  const width = Math.max(...next.map(([line]) => line.length));
  print(chalk.bold('Next:'));
  for (const [line, what] of next)
    print(`  ${name} ${(line + at).padEnd(width + at.length)}  ${chalk.dim(what)}`);
}
