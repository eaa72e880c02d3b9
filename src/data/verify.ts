import { SweepError, systemCode } from '../errors.ts';
import { diagnose } from './diagnose.ts';
import { sha256 } from './fingerprint.ts';
import type { Source, SourceFile } from './source.ts';

/**
 * The fault of a file's bytes (gzipped or plain), in words that follow its name; undefined if they hold
 * exactly the published content. Another compression of the same content is accepted.
 */
export function damageOf(bytes: Buffer, file: SourceFile, source: Source): string | undefined {
  const sum = sha256(bytes);
  if (sum === file.sha256 || sum === file.content.sha256) return undefined;
  return diagnose(bytes, sum, file, source);
}

/** Why an existing file cannot be read, in words that follow its name. */
export function unreadable(error: unknown): string {
  const code = systemCode(error);
  if (code === 'EISDIR') return 'is a folder, not a file';
  if (code === 'EACCES' || code === 'EPERM') return `may not be read (${code})`;
  return `cannot be read (${code ?? String(error)})`;
}

/** The error for existing files that cannot be used, each in words such as `/path/file is empty`. */
export function damagedError(findings: readonly string[]): SweepError {
  const hint =
    'Delete what is damaged, or run `sweep data fetch` to download whole files into the cache. ' +
    'MNIST’s digits have the same file names: they are not Fashion-MNIST.';
  return new SweepError('dataset_damaged', `${findings.join('; ')}.`, hint);
}
