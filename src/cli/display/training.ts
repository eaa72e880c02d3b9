import { Presets, SingleBar } from 'cli-progress';
import { duration, metric } from '../../format.ts';
import type { TrialMessage } from '../../trial/trial.ts';
import type { Context } from '../context.ts';

/** Of one step's bar. */
const PARTS = 1000;

/** Shows on standard error how one trial trains: a bar on a terminal, a line for each epoch elsewhere. */
export function trainingDisplay(epochs: number, { note }: Pick<Context, 'note'>) {
  const bar = process.stderr.isTTY ? startBar(epochs) : undefined;
  return {
    onMessage(message: TrialMessage): void {
      if (message.type === 'progress') {
        const { step: epoch, done, total, metrics } = message;
        const loss = metric(metrics.loss);
        bar?.update(Math.round(PARTS * (epoch - 1 + done / total)), { epoch, loss });
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

function startBar(epochs: number): SingleBar {
  const format = `Training {bar} {percentage} %  epoch {epoch}/${epochs}  loss {loss}  {eta_formatted} left`;
  const options = { format, stream: process.stderr, hideCursor: true, clearOnComplete: true, etaBuffer: 100 };
  const bar = new SingleBar(options, Presets.shades_classic);
  bar.start(PARTS * epochs, 0, { epoch: 1, loss: metric(null) });
  return bar;
}
