import { type FileHandle, open } from 'node:fs/promises';
import type { Dispatcher } from 'undici';
import { isGzip } from '../gzip.ts';
import { grouped, type SourceFile } from '../source.ts';
import { networkFailure, storageError, TransferError } from './failure.ts';
import type { HttpClient } from './httpClient.ts';
import { Watchdog } from './watchdog.ts';

/**
 * Statuses after which the same request may succeed: too slow, too many requests, and temporary faults of
 * servers and proxies.
 */
const PASSING = [408, 425, 429, 500, 502, 503, 504];

export interface Transfer {
  readonly http: HttpClient;
  readonly url: URL;
  readonly file: SourceFile;
  /** The unfinished file; its bytes are not requested again. */
  readonly part: string;
  readonly folder: string;
  /** Time until the response's head must arrive. */
  readonly answerMs: number;
  /** Longest pause between two pieces of the body. */
  readonly idleMs: number;
  readonly signal: AbortSignal | undefined;
  /** Called after each piece with the number of the file's bytes that have arrived. */
  readonly onBytes: (bytes: number) => void;
}

/** Whether the bytes of the part come from one answer, or from several. */
export type Provenance = 'one answer' | 'several answers';

/**
 * One request, appended to the part file; resolves when the part is as long as the file should be. It does
 * not check the bytes. Rejects with a TransferError, a SweepError of the storage, or the signal's reason.
 */
export async function transfer(job: Transfer): Promise<Provenance> {
  const handle = await open(job.part, 'a').catch((error: unknown) => {
    throw storageError(error, job.folder);
  });
  const watchdog = new Watchdog(job.signal);
  try {
    let offset = (await handle.stat()).size;
    if (offset > job.file.bytes) offset = await restart(handle);
    const start = offset < job.file.bytes ? await receive(job, handle, offset, watchdog) : offset;
    await handle.sync();
    return start === 0 ? 'one answer' : 'several answers';
  } finally {
    watchdog.stop();
    await handle.close();
  }
}

/** Resolves with the position in the file at which this answer began. */
async function receive(
  job: Transfer,
  handle: FileHandle,
  offset: number,
  watchdog: Watchdog,
): Promise<number> {
  watchdog.limit(job.answerMs, 'unreachable', 'no answer');
  const range: Record<string, string> = offset > 0 ? { range: `bytes=${offset}-` } : {};
  const response = await job.http.get(job.url, range, watchdog.signal);
  // A body that is cut off reports it in an event; the loop below throws it as well.
  response.body.on('error', () => {});
  try {
    const start = startOf(response, job.file, offset);
    if (start === 0 && offset > 0) await restart(handle);
    await store(response, job, handle, start, watchdog);
    return start;
  } finally {
    response.body.destroy();
  }
}

/** The answer's position in the file: 0 if the server ignores ranges. */
function startOf({ statusCode, headers }: Dispatcher.ResponseData, file: SourceFile, offset: number): number {
  if (PASSING.includes(statusCode)) throw new TransferError('broken', `the server answered ${statusCode}`);
  if (statusCode !== 200 && statusCode !== 206) {
    throw new TransferError('wrong', `the server answered ${statusCode}`);
  }
  const start = statusCode === 206 ? rangeStart(headers['content-range']) : 0;
  if (start !== 0 && start !== offset) {
    throw new TransferError('wrong', 'the server sent another range than was asked for');
  }
  const expected = file.bytes - start;
  const length = headers['content-length'];
  if (length !== undefined && Number(length) !== expected) {
    const sizes = `${grouped(Number(length))} bytes, where ${grouped(expected)} were expected`;
    throw new TransferError('wrong', `the server has something else: ${sizes}`);
  }
  return start;
}

function rangeStart(contentRange: string | string[] | undefined): number {
  return Number(/^bytes (\d+)-/.exec(String(contentRange))?.[1] ?? Number.NaN);
}

async function store(
  response: Dispatcher.ResponseData,
  job: Transfer,
  handle: FileHandle,
  start: number,
  watchdog: Watchdog,
): Promise<void> {
  let bytes = start;
  const pieces = response.body[Symbol.asyncIterator]();
  for (;;) {
    watchdog.limit(job.idleMs, 'broken', 'no further byte');
    const piece = await pieces.next().catch((error: unknown) => {
      throw watchdog.signal.aborted ? watchdog.signal.reason : networkFailure('broken', error);
    });
    watchdog.stop();
    if (piece.done) break;
    if (bytes === 0) checkBeginning(piece.value);
    bytes += piece.value.length;
    if (bytes > job.file.bytes) throw new TransferError('wrong', 'the server sent more than the file has');
    await handle.writeFile(piece.value).catch((error: unknown) => {
      throw storageError(error, job.folder);
    });
    job.onBytes(bytes);
  }
  if (bytes < job.file.bytes) {
    const sizes = `${grouped(bytes)} of ${grouped(job.file.bytes)} bytes`;
    throw new TransferError('broken', `the transfer broke off after ${sizes}`);
  }
}

/** The login page of a proxy or a network often has status 200. */
function checkBeginning(piece: Buffer): void {
  if (!isGzip(piece)) throw new TransferError('wrong', 'the server has something else: no gzip file');
}

async function restart(handle: FileHandle): Promise<number> {
  await handle.truncate(0);
  return 0;
}
