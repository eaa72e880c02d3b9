import prettyBytes from 'pretty-bytes';
import prettyMilliseconds from 'pretty-ms';

/** `1h 4m`, `2m 5s`, `3.2s`, `14ms`: at most two units; a dash if it is unknown. */
export function duration(ms: number | null | undefined): string {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) return '–';
  if (ms < 60_000) return prettyMilliseconds(Math.max(0, ms));
  return prettyMilliseconds(ms, { secondsDecimalDigits: 0, unitCount: 2 });
}

/** `20 epochs in 2m 5s`; without the time while that is unknown. */
export function epochsAndTime(
  { epochs, durationMs }: { epochs: number; durationMs: number | null },
  stepName = 'epoch',
): string {
  const done = plural(epochs, stepName);
  return durationMs === null ? done : `${done} in ${duration(durationMs)}`;
}

/** `0.34ms`: a short time with two decimals, a longer one as a duration. */
export function milliseconds(ms: number | null | undefined): string {
  return ms === null || ms === undefined || ms >= 100 ? duration(ms) : `${ms.toFixed(2)}ms`;
}

/** How long a network takes for one image and, if that is known, for 1,000 in one call. */
export function latencyWords(oneMs: number, thousandMs: number | null): string {
  const many = thousandMs === null ? '' : `, ${milliseconds(thousandMs)} for 1,000 at once`;
  return `${milliseconds(oneMs)} for one image alone${many}`;
}

/**
 * Four decimals: enough to distinguish one image of 10,000. Smaller numbers have four digits (`0.00003142`,
 * `1.600e-9`). A dash if it is absent or not finite.
 */
export function metric(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= LONGEST) return value.toExponential(4);
  return size < SMALLEST && size > 0 ? value.toPrecision(4) : value.toFixed(4);
}

/** Below this, four decimals have fewer than two significant digits. */
const SMALLEST = 0.001;
const LONGEST = 1e12;

/** `0.9012 ± 0.0021`, or the mean alone if there is no spread. */
export function spread(mean: number | null | undefined, std: number | null): string {
  if (std === null) return metric(mean);
  // A deviation needs no more digits than the mean beside it has.
  const isSmall = mean === null || mean === undefined || Math.abs(mean) < SMALLEST;
  return `${metric(mean)} ± ${isSmall ? metric(std) : std.toFixed(4)}`;
}

/** `542,230`. */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** `37 %`; a dash if `whole` is 0. */
export function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`;
}

/** `1 trial`, `12 trials`; `many` is the plural of a noun that takes no s. */
export function plural(value: number, noun: string, many = `${noun}s`): string {
  return `${count(value)} ${value === 1 ? noun : many}`;
}

/** `1.4 GiB`, `350 MiB`. */
export function gibibytes(bytes: number): string {
  return prettyBytes(bytes, { binary: true, maximumFractionDigits: bytes < 2 ** 30 ? 0 : 1 });
}

/** `a, b and c`. */
export function listed(words: readonly string[], last = 'and'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** The text with a capital letter first. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The beginning of a digest in hex, long enough to distinguish it from others nearby. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 12);
}
