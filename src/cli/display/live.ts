import type { ChalkInstance } from 'chalk';
import { duration, plural } from '../../format.ts';
import { metricInfo } from '../../metric/catalogue.ts';
import { printableLines } from '../../printable.ts';
import { textWidth, wrapped } from '../format/terminal.ts';
import type { Display } from './display.ts';
import { openFrame } from './frame.ts';
import { drawBar } from './laneLayout.ts';
import { Lanes, roundSeconds } from './lanes.ts';
import type { Before, Best, Progress } from './progress.ts';
import {
  describeDatabase,
  describeRequest,
  describeRound,
  describeStart,
  describeValues,
  isOfDatabase,
  shorterEndings,
  type Wording,
} from './wording.ts';

const FRAME_MS = 100;
/** A wider terminal is not filled. */
const WIDEST = 200;

interface LiveOptions {
  readonly chalk: ChalkInstance;
  readonly wording: Wording;
  /** The best trial of the sweep from before this run. */
  readonly bestBefore: (sweepId: number) => Best | undefined;
  /** What had come of the sweep before this run. */
  readonly before: (sweepId: number) => Before;
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
  const lanes = new Lanes(progress, wording, chalk);
  const frame = openFrame(stream, () => draw());
  const startedAt = performance.now();
  const size = () => ({ width: Math.min(stream.columns || 80, WIDEST) - 1, rows: stream.rows || 24 });
  const draw = (): void => {
    const { width, rows } = size();
    const summary = summaryLines(width);
    const lines = ['', ...lanes.lines(width, rows - summary.length - 2), ...summary];
    frame.draw(lines.map((line) => printableLines(line, chalk.level > 0)));
  };
  const timer = setInterval(draw, FRAME_MS);

  function summaryLines(width: number): string[] {
    const { best, done, total, failed } = progress;
    const bestText = best ? `#${best.trial}  ${ranked} ${metricInfo(ranked).format(best.value)}` : '–';
    const values = best?.configuration ? describeValues(best.configuration, wording) : '';
    const bestLine = [' best so far', best ? chalk.green(bestText) : bestText, chalk.dim(values)];
    const isWhole = textWidth(bestLine.join('  ')) <= width;
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
        ? ` ${drawBar(total === 0 ? 1 : done / total, Math.min(room, 40), chalk)} `
        : ' ';
    return [
      (isWhole ? bestLine : bestLine.slice(0, 2)).join('  ').trimEnd(),
      `${counts}${bar}${elapsed}${left}`,
      chalk.dim(' Ctrl-C stops safely.'),
    ];
  }

  const persist = (line: string): void => {
    frame.keep(printableLines(wrapped(line, size().width, 2), chalk.level > 0));
    draw();
  };

  return {
    onEvent(event) {
      progress.onEvent(event);
      lanes.onEvent(event);
      if (event.type === 'sweep_started') {
        progress.best = options.bestBefore(event.sweepId);
        if (event.resumed) progress.goOn(options.before(event.sweepId));
      }
      if (event.type === 'learnt') persist(event.message);
      if (event.type === 'request_taken') persist(`${chalk.cyan('→')} ${describeRequest(event)}`);
      if (event.type === 'round_started') persist(`${chalk.cyan('→')} ${describeRound(event, wording)}`);
      if (isOfDatabase(event)) persist(`${chalk.yellow('!')} ${describeDatabase(options.database, event)}`);
      if (event.type === 'trial_started' && (event.resumedFrom ?? event.refused) !== undefined)
        persist(`${chalk.cyan('→')} #${event.trial.number}  ${describeStart(event, wording)}`);
      if (event.type !== 'trial_ended') return;
      const sign = {
        completed: chalk.green('✔'),
        pruned: chalk.dim('✂'),
        failed: chalk.red('✖'),
        cancelled: chalk.yellow('■'),
        queued: chalk.yellow('‖'),
      }[event.state];
      const { width } = size();
      const name = `${sign} ${lanes.nameOf(event.trial, width)}`;
      const [longest, ...shorter] = shorterEndings(event, wording);
      const beside = [longest, ...shorter].find((ending) => textWidth(`${name}  ${ending}`) <= width);
      persist(beside === undefined ? `${name}\n  ${longest}` : `${name}  ${beside}`);
    },
    stopping(text) {
      progress.stopping = true;
      persist(text);
    },
    close() {
      clearInterval(timer);
      frame.close();
    },
  };
}
