import { Presets, SingleBar } from 'cli-progress';
import type { Context } from '../context.ts';

/** A progress bar on standard error for pages that are being made; nothing is drawn if nobody watches. */
export function pagesBar({ json }: Context): { made(found: number): void; stop(): void } {
  if (json || !process.stderr.isTTY) return { made() {}, stop() {} };
  const format = 'Making pages {bar} {value} of {total}  {eta_formatted} left';
  const bar = new SingleBar(
    { format, stream: process.stderr, hideCursor: true, clearOnComplete: true, etaBuffer: 200 },
    Presets.shades_classic,
  );
  let started = false;
  return {
    made(found) {
      if (!started) bar.start(found, 0);
      started = true;
      bar.setTotal(found);
      bar.increment();
    },
    stop() {
      if (started) bar.stop();
    },
  };
}
