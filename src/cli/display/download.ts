import { Presets, SingleBar } from 'cli-progress';
import prettyBytes from 'pretty-bytes';
import type { DownloadProgress } from '../../data/download.ts';

/**
 * A progress bar on standard error for a dataset that is being downloaded; nothing is drawn before the first
 * byte, or without a terminal.
 */
export function downloadBar(): { onProgress(progress: DownloadProgress): void; stop(): void } {
  let bar: SingleBar | undefined;
  return {
    onProgress({ file, bytes, totalBytes }) {
      if (!bar) {
        const format = 'Downloading {bar} {percentage} %  {done} of {all}  {file}  {eta_formatted} left';
        bar = new SingleBar({ format, stream: process.stderr, hideCursor: true }, Presets.shades_classic);
        bar.start(totalBytes, 0);
      }
      bar.update(bytes, { file, done: prettyBytes(bytes), all: prettyBytes(totalBytes) });
    },
    stop() {
      bar?.stop();
    },
  };
}
