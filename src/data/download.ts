import { SweepError } from '../errors.ts';
import { storageError } from './download/failure.ts';
import { fetchFile } from './download/fetchFile.ts';
import { openHttpClient } from './download/httpClient.ts';
import { makeFolder } from './download/makeFolder.ts';
import { LIMITS, type Limits, Patience } from './download/patience.ts';
import { examineFile } from './examine.ts';
import { FASHION_MNIST } from './fashionMnist.ts';
import { cacheFolder, type Surroundings } from './places.ts';
import { filesOf, type Source, type SourceFile } from './source.ts';

export interface DownloadProgress {
  /** Name of the file that is being downloaded. */
  readonly file: string;
  /** Bytes of this file: received so far, and in total. */
  readonly fileBytes: number;
  readonly fileTotalBytes: number;
  /** Bytes of all files of this download: received so far, and in total. */
  readonly bytes: number;
  readonly totalBytes: number;
}

export interface DownloadOptions {
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly limits?: Partial<Limits> | undefined;
}

export interface Downloaded {
  readonly folder: string;
  /** Names of the files that were downloaded, and of those that were complete already. */
  readonly brought: readonly string[];
  readonly kept: readonly string[];
}

/**
 * Downloads missing or damaged files into the project's cache, and verifies them. Several processes may do so
 * at once. Errors: `download_failed` (network, wrong bytes, folder not writable), `disk_full`, `interrupted`,
 * and `usage` for a `SWEEP_DATA_URL` that is no address.
 */
export async function downloadDataset(
  surroundings: Surroundings,
  { onProgress, signal, limits }: DownloadOptions = {},
  source: Source = FASHION_MNIST,
): Promise<Downloaded> {
  const addresses = addressesOf(source, surroundings);
  const folder = cacheFolder(source, surroundings);
  const { wanted, kept } = await takeStock(folder, source);
  if (wanted.length === 0) return { folder, brought: [], kept };
  await makeFolder(folder).catch((error: unknown) => {
    throw storageError(error, folder);
  });
  const patience = new Patience({ ...LIMITS, ...limits });
  const http = openHttpClient(surroundings.env);
  const totalBytes = wanted.reduce((sum, { bytes }) => sum + bytes, 0);
  let before = 0;
  try {
    for (const file of wanted) {
      const onBytes = (fileBytes: number): void =>
        onProgress?.({
          file: file.name,
          fileBytes,
          fileTotalBytes: file.bytes,
          bytes: before + fileBytes,
          totalBytes,
        });
      await fetchFile({ source, file, folder, addresses, http, patience, signal, onBytes });
      before += file.bytes;
    }
  } finally {
    await http.close();
  }
  return { folder, brought: wanted.map(({ name }) => name), kept };
}

async function takeStock(
  folder: string,
  source: Source,
): Promise<{ wanted: readonly SourceFile[]; kept: readonly string[] }> {
  const wanted: SourceFile[] = [];
  const kept: string[] = [];
  for (const file of filesOf(source)) {
    const found = await examineFile(folder, file, source);
    if (found.state === 'whole') kept.push(found.name);
    else wanted.push(file);
  }
  return { wanted, kept };
}

/** The official addresses, or only the mirror that `SWEEP_DATA_URL` names. */
function addressesOf(source: Source, { env }: Surroundings): string[] {
  const mirror = env.SWEEP_DATA_URL;
  if (!mirror) return [...source.addresses];
  const address = mirror.endsWith('/') ? mirror : `${mirror}/`;
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    const hint = 'It must begin with http:// or https:// and name the folder that holds the four files.';
    throw new SweepError('usage', `SWEEP_DATA_URL is no web address: ${mirror}`, hint);
  }
  return [address];
}
