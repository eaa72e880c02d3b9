import type { ChalkInstance } from 'chalk';
import { createLogUpdate } from 'log-update';
import { duration, metric, plural } from '../../format.ts';
import { printableLines } from '../../printable.ts';
import type { Column } from '../../trial/varying.ts';
import { cut } from '../format/terminal.ts';
import type { Display } from './display.ts';
import type { Best, Lane, Progress } from './progress.ts';
import { describeDatabase, describeEnding, describeRequest, describeTrial, isOfDatabase } from './wording.ts';

const FRAME_MS = 100;
const BAR_WIDTH = 16;

interface LiveOptions {
  readonly chalk: ChalkInstance;
  readonly columns: readonly Column[];
  readonly replicates: number;
  /** The best trial of the sweep from before this run. */
  readonly bestBefore: (sweepId: number) => Best | undefined;
  readonly stream: NodeJS.WriteStream;
  readonly database: string;
}

/** A line per worker, the best so far and the whole, redrawn in place; trials that end stay above as lines. */
export function liveDisplay(progress: Progress, options: LiveOptions): Display {
  const { chalk, columns, replicates, stream } = options;
  const update = createLogUpdate(stream);
  const startedAt = performance.now();
  let workers = 0;
  const draw = (): void => {
    const width = Math.min(stream.columns || 80, 120) - 1;
    const lanes = Array.from({ length: workers }, (_, worker) =>
      laneLine(worker, progress.lanes.get(worker), width),
    );
    update(printableLines(['', ...lanes, ...summaryLines(width)].join('\n'), chalk.level > 0));
  };
  const timer = setInterval(draw, FRAME_MS);

  function laneLine(worker: number, lane: Lane | undefined, width: number): string {
    const head = ` ${worker + 1}  `;
    if (!lane)
      return chalk.dim(`${head}${progress.stopping ? 'stopped' : progress.paused ? 'paused' : 'idle'}`);
    const done = Math.min(lane.epochs, lane.epoch - 1 + lane.share);
    const epoch = `${Math.min(lane.epoch, lane.epochs)}/${lane.epochs}`;
    const numbers = `  loss ${metric(lane.loss)}  ${progress.metric.name} ${metric(lane.value)}`;
    const left = `  ${duration(roundSeconds(progress.laneLeftMs(lane))).padStart(6)}`;
    const fixed = head.length + 2 + BAR_WIDTH + 1 + epoch.length + numbers.length + left.length;
    const room = width - fixed;
    const name = `#${lane.trial.number} ${describeTrial(lane.trial, columns, replicates)}`;
    if (room < 12) return cut(`${head}${name}  ${epoch}${numbers}`, width);
    const label = cut(name, room).padEnd(room);
    const bar = drawBar(done / lane.epochs, BAR_WIDTH, chalk);
    return `${chalk.dim(head)}${label}  ${bar} ${epoch}${chalk.dim(numbers)}${left}`;
  }

  function summaryLines(width: number): string[] {
    const { best, done, total, failed } = progress;
    const bestLine = best
      ? ` best so far  ${chalk.green(`#${best.trial}  ${progress.metric.name} ${metric(best.value)}`)}`
      : chalk.dim(' best so far  –');
    const elapsed = duration(roundSeconds(performance.now() - startedAt));
    const left = progress.stopping
      ? 'stopping at the next step…'
      : progress.paused
        ? 'paused'
        : `${duration(roundSeconds(progress.leftMs()))} left`;
    const counts = ` ${done}/${plural(total, 'trial')}${failed > 0 ? `, ${failed} failed` : ''}`;
    const room = width - counts.length - elapsed.length - left.length - 20;
    const bar = room > 8 ? ` ${drawBar(total === 0 ? 1 : done / total, Math.min(room, 30), chalk)} ` : ' ';
    return [bestLine, `${counts}${bar} ${elapsed} elapsed, ${left}`, chalk.dim(' Ctrl-C stops safely.')];
  }

  const persist = (line: string): void => {
    update.clear();
    stream.write(`${printableLines(line, chalk.level > 0)}\n`);
    draw();
  };

  return {
    onEvent(event) {
      progress.onEvent(event);
      if (event.type === 'sweep_started') {
        workers = event.workers;
        progress.best = options.bestBefore(event.sweepId);
      }
      if (event.type === 'request_taken')
        persist(`${chalk.cyan('→')} ${cut(describeRequest(event), (stream.columns || 80) - 3)}`);
      if (isOfDatabase(event)) persist(`${chalk.yellow('!')} ${describeDatabase(options.database, event)}`);
      if (event.type !== 'trial_ended') return;
      const sign = {
        completed: chalk.green('✔'),
        failed: chalk.red('✖'),
        cancelled: chalk.yellow('■'),
        queued: chalk.yellow('‖'),
      }[event.state];
      const name = describeTrial(event.trial, columns, replicates);
      const line = `#${event.trial.number}  ${describeEnding(event)}  ${name}`;
      persist(`${sign} ${event.state === 'failed' ? line : cut(line, (stream.columns || 80) - 3)}`);
    },
    stopping(text) {
      progress.stopping = true;
      persist(text);
    },
    close() {
      clearInterval(timer);
      update.clear();
      update.done();
    },
  };
}

/** Whole seconds: decimals that flicker tell nothing. */
function roundSeconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.max(1000, Math.round(ms / 1000) * 1000);
}

function drawBar(share: number, width: number, chalk: ChalkInstance): string {
  const full = Math.round(Math.max(0, Math.min(1, share)) * width);
  return chalk.cyan('━'.repeat(full)) + chalk.dim('─'.repeat(width - full));
}
