import { Presets, SingleBar } from 'cli-progress';
import { duration, metric } from '../../format.ts';
import type { TrialMessage } from '../../trial/trial.ts';
import type { Context } from '../context.ts';

/** Parts of one step's bar. */
const PARTS = 1000;

/**
 * Shows on standard error how one trial trains up to that epoch: a bar on a terminal, otherwise a line for
 * each epoch. `from` is the last epoch that is already done.
 */
export function trainingDisplay(epochs: number, { note }: Pick<Context, 'note'>, from = 0) {
  const bar = process.stderr.isTTY ? startBar(epochs, from) : undefined;
  return {
    onMessage(message: TrialMessage): void {
      if (message.type === 'progress') {
        const { step: epoch, done, total, metrics } = message;
        const loss = metric(metrics.loss);
        bar?.update(Math.round(PARTS * (epoch - 1 - from + done / total)), { epoch, loss });
      }
      if (message.type === 'report' && !bar) {
        const { step: epoch, metrics, durationMs } = message;
        const { loss, val_accuracy } = metrics;
        note(
          `epoch ${epoch}/${epochs}  loss ${metric(loss)}  val_accuracy ${metric(val_accuracy)}  ${duration(durationMs)}`,
        );
      }
    },
    stop(): void {
      bar?.stop();
    },
  };
}

function startBar(epochs: number, from: number): SingleBar {
  const format = `Training {bar} {percentage} %  epoch {epoch}/${epochs}  loss {loss}  {eta_formatted} left`;
  const options = { format, stream: process.stderr, hideCursor: true, clearOnComplete: true, etaBuffer: 100 };
  const bar = new SingleBar(options, Presets.shades_classic);
  bar.start(PARTS * (epochs - from), 0, { epoch: from + 1, loss: metric(null) });
  return bar;
}
