import type { ChalkInstance } from 'chalk';
import { createLogUpdate } from 'log-update';
import { duration, plural } from '../../format.ts';
import { metricInfo } from '../../metric/catalogue.ts';
import { printableLines } from '../../printable.ts';
import { cut } from '../format/terminal.ts';
import type { Display } from './display.ts';
import type { Best, EndedTrial, Lane, Progress } from './progress.ts';
import {
  describeDatabase,
  describeEnding,
  describeMetrics,
  describeRequest,
  describeRound,
  describeStart,
  describeStep,
  describeTrial,
  isOfDatabase,
  type Wording,
} from './wording.ts';

const FRAME_MS = 100;
const BAR_WIDTH = 16;

interface LiveOptions {
  readonly chalk: ChalkInstance;
  readonly wording: Wording;
  /** The best trial of the sweep from before this run. */
  readonly bestBefore: (sweepId: number) => Best | undefined;
  /** The trials of the sweep that ended before this run. */
  readonly endedBefore: (sweepId: number) => readonly EndedTrial[];
  readonly stream: NodeJS.WriteStream;
  readonly database: string;
}

/**
 * One line per worker, the best trial so far and the total, redrawn in place; ended trials stay above as
 * lines.
 */
export function liveDisplay(progress: Progress, options: LiveOptions): Display {
  const { chalk, wording, stream } = options;
  const ranked = progress.metric.name;
  const laneMetrics = [...new Set([...wording.results.runningMetrics(ranked), ranked])];
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
    const { plannedSteps, step, metrics } = lane;
    const steps = lane.reported + lane.share;
    const numbers = `  ${describeMetrics(metrics, laneMetrics)}`;
    const name = `#${lane.trial.number} ${describeTrial(lane.trial, wording)}`;
    if (plannedSteps === undefined) {
      const place = step === undefined ? '' : `  ${describeStep(step, undefined, wording)}`;
      const room = width - head.length - place.length - numbers.length;
      if (room < 12) return cut(`${head}${name}${place}${numbers}`, width);
      return `${chalk.dim(head)}${cut(name, room).padEnd(room)}${place}${chalk.dim(numbers)}`;
    }
    const at = `${Math.min(Math.floor(steps) + 1, plannedSteps)}/${plannedSteps}`;
    const left = `  ${duration(roundSeconds(progress.laneLeftMs(lane))).padStart(6)}`;
    const fixed = head.length + 2 + BAR_WIDTH + 1 + at.length + numbers.length + left.length;
    const room = width - fixed;
    if (room < 12) return cut(`${head}${name}  ${at}${numbers}`, width);
    const label = cut(name, room).padEnd(room);
    const bar = drawBar(steps / plannedSteps, BAR_WIDTH, chalk);
    return `${chalk.dim(head)}${label}  ${bar} ${at}${chalk.dim(numbers)}${left}`;
  }

  function summaryLines(width: number): string[] {
    const { best, done, total, failed } = progress;
    const bestLine = best
      ? ` best so far  ${chalk.green(`#${best.trial}  ${ranked} ${metricInfo(ranked).format(best.value)}`)}`
      : chalk.dim(' best so far  –');
    const elapsed = ` ${duration(roundSeconds(performance.now() - startedAt))} elapsed`;
    const leftMs = progress.leftMs();
    const left = progress.stopping
      ? ', stopping at the next step…'
      : progress.paused
        ? ', paused'
        : leftMs === undefined || done === total
          ? ''
          : `, ${duration(roundSeconds(leftMs))} left`;
    const failures = failed > 0 ? `, ${failed} failed` : '';
    const counts = ` ${total === undefined ? `${plural(done, 'trial')} done` : `${done}/${plural(total, 'trial')}`}${failures}`;
    const room = width - counts.length - elapsed.length - left.length - 9;
    const bar =
      total !== undefined && room > 8
        ? ` ${drawBar(total === 0 ? 1 : done / total, Math.min(room, 30), chalk)} `
        : ' ';
    return [bestLine, `${counts}${bar}${elapsed}${left}`, chalk.dim(' Ctrl-C stops safely.')];
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
        if (event.resumed) progress.goOn(options.endedBefore(event.sweepId));
      }
      if (event.type === 'learnt') persist(event.message);
      if (event.type === 'request_taken')
        persist(`${chalk.cyan('→')} ${cut(describeRequest(event), (stream.columns || 80) - 3)}`);
      if (event.type === 'round_started') persist(`${chalk.cyan('→')} ${describeRound(event, wording)}`);
      if (isOfDatabase(event)) persist(`${chalk.yellow('!')} ${describeDatabase(options.database, event)}`);
      if (event.type === 'trial_started' && (event.resumedFrom ?? event.refused) !== undefined) {
        const line = `#${event.trial.number}  ${describeStart(event, wording)}`;
        persist(`${chalk.cyan('→')} ${cut(line, (stream.columns || 80) - 3)}`);
      }
      if (event.type !== 'trial_ended') return;
      const sign = {
        completed: chalk.green('✔'),
        pruned: chalk.dim('✂'),
        failed: chalk.red('✖'),
        cancelled: chalk.yellow('■'),
        queued: chalk.yellow('‖'),
      }[event.state];
      const name = describeTrial(event.trial, wording);
      const ending = `#${event.trial.number}  ${describeEnding(event, wording)}`;
      const width = (stream.columns || 80) - 3;
      // Why a trial was stopped is not cut, as it is nowhere else on the screen.
      const line =
        event.state === 'pruned' && `${ending}  ${name}`.length > width ? ending : `${ending}  ${name}`;
      const isWhole = event.state === 'failed' || event.state === 'pruned';
      persist(`${sign} ${isWhole ? line : cut(line, width)}`);
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

/** Whole seconds: flickering decimals are of no use. */
function roundSeconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.max(1000, Math.round(ms / 1000) * 1000);
}

function drawBar(share: number, width: number, chalk: ChalkInstance): string {
  const full = Math.round(Math.max(0, Math.min(1, share)) * width);
  return chalk.cyan('━'.repeat(full)) + chalk.dim('─'.repeat(width - full));
}
