import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SweepError, systemCode } from '../../errors.ts';
import { examineFile } from '../examine.ts';
import { sha256 } from '../fingerprint.ts';
import type { Source, SourceFile } from '../source.ts';
import { interrupted, storageError, TransferError } from './failure.ts';
import type { HttpClient } from './httpClient.ts';
import { claimPart, releasePart } from './part.ts';
import type { Patience } from './patience.ts';
import { type Provenance, transfer } from './transfer.ts';

export interface FetchJob {
  readonly source: Source;
  readonly file: SourceFile;
  readonly folder: string;
  /** The one that answered last comes first. */
  readonly addresses: string[];
  readonly http: HttpClient;
  readonly patience: Patience;
  readonly signal: AbortSignal | undefined;
  readonly onBytes: (bytes: number) => void;
}

/**
 * Puts one verified file into the folder: tries the addresses in turn, round after round with growing pauses,
 * and goes on where an earlier transfer broke off. The file appears complete or not at all.
 */
export async function fetchFile(job: FetchJob): Promise<void> {
  const { folder, file } = job;
  const part = await claimPart(folder, file.name);
  try {
    await fetchInRounds(job, part);
  } finally {
    await releasePart(part, folder, file.name);
  }
}

async function fetchInRounds(job: FetchJob, part: string): Promise<void> {
  const failures = new Map<string, TransferError>();
  for (let round = 1; ; round++) {
    for (const address of [...job.addresses]) {
      if (failures.get(address)?.kind === 'wrong') continue;
      const failure = await attempt(job, part, address);
      if (!failure) return;
      failures.set(address, failure);
      const found = await examineFile(job.folder, job.file, job.source);
      if (found.state === 'whole') return; // Another process was quicker.
    }
    const pauseMs = job.patience.pauseAfter(round, [...failures.values()]);
    if (pauseMs === undefined) throw downloadFailed(job, failures);
    await sleep(pauseMs, undefined, job.signal ? { signal: job.signal } : {}).catch(() => {
      throw interrupted();
    });
  }
}

async function attempt(job: FetchJob, part: string, address: string): Promise<TransferError | undefined> {
  const { http, folder, file, signal, patience } = job;
  const answerMs = patience.answerMs(job.addresses.length - job.addresses.indexOf(address));
  const url = new URL(file.name, address);
  const onBytes = (bytes: number): void => {
    patience.received();
    job.onBytes(bytes);
  };
  try {
    if (signal?.aborted) throw interrupted();
    const { idleMs } = patience;
    const provenance = await transfer({
      http,
      url,
      file,
      part,
      folder,
      answerMs,
      idleMs,
      signal,
      onBytes,
    });
    await settle(job, part, provenance);
    job.addresses.sort((a, b) => Number(b === address) - Number(a === address));
    return undefined;
  } catch (error) {
    if (signal?.aborted) throw interrupted();
    if (error instanceof TransferError) return error;
    throw error instanceof SweepError ? error : storageError(error, folder);
  }
}

/**
 * Checks the finished part and moves it to its place; wrong bytes are discarded, and downloaded once more if
 * an earlier piece may be the cause.
 */
async function settle({ folder, file }: FetchJob, part: string, provenance: Provenance): Promise<void> {
  const sum = sha256(await readFile(part));
  if (sum !== file.sha256) {
    await rm(part, { force: true });
    const sums = `sha256 ${sum.slice(0, 12)}…, expected ${file.sha256.slice(0, 12)}…`;
    const kind = provenance === 'one answer' ? 'wrong' : 'broken';
    throw new TransferError(kind, `the server sent wrong bytes (${sums})`);
  }
  await rename(part, join(folder, file.name)).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT')
      throw new TransferError('broken', 'the unfinished file was taken away');
    throw error;
  });
}

function downloadFailed({ source, file }: FetchJob, failures: Map<string, TransferError>): SweepError {
  const reasons = [...failures].map(([address, { message }]) => `${new URL(address).host}: ${message}`);
  const hint =
    'Check the network and the proxy (http_proxy, https_proxy), set SWEEP_DATA_URL to a mirror, or set ' +
    'SWEEP_DATA_DIR to a folder with the files.';
  const message = `${source.title} (${file.name}) could not be downloaded. ${reasons.join('; ')}.`;
  return new SweepError('download_failed', message, hint, [...failures.values()].at(-1));
}
