import { systemCode } from '../errors.ts';
import { sha256 } from './fingerprint.ts';
import { isGzip, unzip } from './gzip.ts';
import { idxDims } from './idx.ts';
import { contentBytes, filesOf, grouped, type Source, type SourceFile } from './source.ts';

/** Why bytes with an unknown checksum are not the file; undefined if only their compression differs. */
export function diagnose(bytes: Buffer, sum: string, file: SourceFile, source: Source): string | undefined {
  if (bytes.length === 0) return 'is empty';
  const other = fileWithSum(sum, source);
  if (other) return swapped(other, file);
  if (!isGzip(bytes)) return diagnoseContent(bytes, sum, file, source);
  try {
    const content = unzip(bytes, source);
    const contentSum = sha256(content);
    return contentSum === file.content.sha256
      ? undefined
      : diagnoseContent(content, contentSum, file, source);
  } catch (error) {
    return brokenGzip(error, bytes, sum, file);
  }
}

function diagnoseContent(content: Buffer, sum: string, file: SourceFile, source: Source): string {
  const other = fileWithSum(sum, source);
  if (other) return swapped(other, file);
  const dims = idxDims(content);
  if (!dims) return `is neither gzip nor IDX (${grouped(content.length)} bytes)`;
  if (dims.join() !== file.content.dims.join()) {
    return `holds ${dims.join(' × ')} bytes, not the ${file.content.dims.join(' × ')} of the ${file.holds}`;
  }
  const expected = contentBytes(file);
  if (content.length < expected) return truncated(content.length, expected);
  if (content.length > expected)
    return `is too long (${grouped(content.length)} of ${grouped(expected)} bytes)`;
  return altered(sum, file.content.sha256);
}

function brokenGzip(error: unknown, bytes: Buffer, sum: string, file: SourceFile): string {
  const code = systemCode(error);
  if (code === 'ERR_BUFFER_TOO_LARGE') return 'unpacks to more than the dataset has';
  if (code !== 'Z_BUF_ERROR') return altered(sum, file.sha256);
  return bytes.length < file.bytes
    ? truncated(bytes.length, file.bytes)
    : `is truncated (its gzip stream breaks off after ${grouped(bytes.length)} bytes)`;
}

function fileWithSum(sum: string, source: Source): SourceFile | undefined {
  return filesOf(source).find((file) => file.sha256 === sum || file.content.sha256 === sum);
}

function swapped(other: SourceFile, file: SourceFile): string {
  return `holds the ${other.holds}, not the ${file.holds}`;
}

function truncated(bytes: number, expected: number): string {
  return `is truncated (${grouped(bytes)} of ${grouped(expected)} bytes)`;
}

function altered(sum: string, expected: string): string {
  return `was altered (sha256 ${sum.slice(0, 12)}…, expected ${expected.slice(0, 12)}…)`;
}
