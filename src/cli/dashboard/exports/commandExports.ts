import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SweepError } from '../../../errors.ts';
import { zipFolder } from '../../../export/zipFolder.ts';
import type { ExportRequest, Exports, MadeExport } from '../../../server/index.ts';
import { runOwnCommand } from './ownCommand.ts';
import { Places } from './places.ts';
import { makePrivateFolder, type PrivateFolder } from './privateFolder.ts';
import { SWEEP_EXPORTS } from './sweepFiles.ts';
import { type TrialFile, trialFiles } from './trialFiles.ts';

/** Most processes that export at once: each takes a core. */
const MOST_AT_ONCE = 2;
/** Includes exports that wait, and those whose files are on the disk and still being sent. */
const MOST_UNDERWAY = 16;
const MOST_MS = 10 * 60_000;
/** The folder to be archived, within the private folder. */
const FOLDER = 'export';

/** The files that a process is to write. */
interface Task {
  readonly words: readonly string[];
  /** Value of `--out`, within the private folder. */
  readonly out: string;
  /** A folder within it that is sent as an archive; undefined if the file itself is sent. */
  readonly zipped: string | undefined;
}

/** Lets the command line itself write the files, each in a process of its own. */
export class CommandExports implements Exports {
  readonly ofSweep = SWEEP_EXPORTS;
  private readonly places = new Places(MOST_AT_ONCE);
  private readonly closing = new AbortController();
  private readonly underway = new Set<Promise<void>>();
  private readonly mostUnderway: number;
  private files: Promise<readonly TrialFile[]> | undefined;

  constructor({ mostUnderway = MOST_UNDERWAY }: { readonly mostUnderway?: number } = {}) {
    this.mostUnderway = mostUnderway;
  }

  ofTrial(): Promise<readonly TrialFile[]> {
    this.files ??= trialFiles().catch((error) => {
      this.files = undefined;
      throw error;
    });
    return this.files;
  }

  async make(request: ExportRequest, signal: AbortSignal): Promise<MadeExport> {
    const task = request.trial === undefined ? sweepTask(request) : trialTask(request, await this.ofTrial());
    if (this.closing.signal.aborted) throw new SweepError('interrupted', 'The dashboard is being closed.');
    if (this.underway.size >= this.mostUnderway) {
      const message = `${this.mostUnderway} exports are being made or sent.`;
      throw new SweepError('too_many_exports', message, 'Try it again in a few seconds.');
    }
    let end!: () => void;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.underway.add(ended);
    const done = async (folder?: PrivateFolder): Promise<void> => {
      // A folder that cannot be removed now is removed when the process ends.
      await folder?.remove().catch(() => {});
      this.underway.delete(ended);
      end();
    };
    return this.carryOut(task, request, AbortSignal.any([signal, this.closing.signal]), done);
  }

  /** Ends exports that are being made or sent, and removes their files. */
  async close(): Promise<void> {
    this.closing.abort(new SweepError('interrupted', 'The dashboard is being closed.'));
    await Promise.all(this.underway);
  }

  private async carryOut(
    { words, out, zipped }: Task,
    { database, folder: root }: ExportRequest,
    signal: AbortSignal,
    done: (folder?: PrivateFolder) => Promise<void>,
  ): Promise<MadeExport> {
    let folder: PrivateFolder | undefined;
    try {
      const leave = await this.places.take(signal);
      try {
        folder = await makePrivateFolder();
        const path = join(folder.path, out);
        await mkdir(dirname(path), { recursive: true });
        const all = [`--db=${database}`, `--out=${path}`, ...words];
        await runOwnCommand({ words: all, temporary: folder.path, mostMs: MOST_MS }, signal);
      } finally {
        leave();
      }
      const { content, bytes } =
        zipped === undefined
          ? await readFile(join(folder.path, out))
          : { content: await zipFolder(join(folder.path, zipped), root), bytes: undefined };
      const stop = (): void => void content.destroy();
      signal.addEventListener('abort', stop, { once: true });
      content.once('close', () => {
        signal.removeEventListener('abort', stop);
        done(folder);
      });
      if (signal.aborted) stop();
      return { content, bytes };
    } catch (error) {
      await done(folder);
      throw error;
    }
  }
}

async function readFile(path: string): Promise<MadeExport> {
  const file = await open(path);
  const { size } = await file.stat();
  return { content: file.createReadStream(), bytes: size };
}

function trialTask({ sweep, trial, name }: ExportRequest, files: readonly TrialFile[]): Task {
  const { alone } = required(files, name);
  const words = ['export', `--format=${name}`, '--', `${sweep}/${trial}`];
  return {
    words,
    ...(alone === undefined ? { out: FOLDER, zipped: FOLDER } : { out: alone, zipped: undefined }),
  };
}

function sweepTask({ sweep, name }: ExportRequest): Task {
  const files = SWEEP_EXPORTS.flatMap((each) => each.files);
  const { words, writes } = required(files, name);
  if (writes === 'file') return { words: words(sweep), out: name, zipped: undefined };
  const out = writes === 'folder' ? FOLDER : join(FOLDER, writes.withOthers);
  return { words: words(sweep), out, zipped: FOLDER };
}

function required<T extends { readonly name: string }>(files: readonly T[], name: string): T {
  const file = files.find((each) => each.name === name);
  if (!file) throw new SweepError('export_not_found', `There is no export ${JSON.stringify(name)}.`);
  return file;
}
