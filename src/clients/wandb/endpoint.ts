import { rmSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import type { ServedTrial, TrialEndpoint } from '../../executor/program/trialEndpoint.ts';
import { KeptFiles } from '../keptFiles.ts';
import { MemoryTracker } from '../memory/memoryTracker.ts';
import type { KeptFile, Tracker, TrialKey } from '../tracker.ts';
import { isClientsOwn } from './clientFiles.ts';
import { parameterFile } from './config.ts';
import { type Handler, wandbHandler } from './handler.ts';
import { LOCAL_ENTITY } from './schema/context.ts';

/** Interval at which W&B's client sends logged data, in seconds; its own default is fifteen. */
const TRANSMIT_SECONDS = 1;

/** Up to this size, a file that a program logs or saves is kept with its trial. */
const MOST_BYTES = 8 * 2 ** 20;

/** Steps that a trial's program can read back through `wandb.Api()`. */
const READABLE_STEPS = 1000;

/**
 * Serves programs that report with W&B's client, which need no change and no account: their processes find
 * this server in their environment, and the values that they log become metrics of their trial. All runs that
 * a program begins, under any project and id, belong to its trial. Pictures, tables and saved files are kept
 * with the trial; the client's own files stay in the trial's folder, beside the artifacts that it logs.
 */
export class WandbEndpoint implements TrialEndpoint {
  /** By API key. */
  private readonly trackers = new Map<string, Tracker>();
  private readonly answer: Handler;

  constructor() {
    this.answer = wandbHandler({
      tracker: (key) => (key === undefined ? undefined : this.trackers.get(key)),
    });
  }

  async environment(trial: ServedTrial): Promise<Readonly<Record<string, string>>> {
    const { job, origin, directory } = trial;
    const key = apiKey(trial);
    this.trackers.set(key, new TrialTracker(trial));
    await writeFile(parametersPath(trial), parameterFile(job.configuration, job.setup.floats));
    return {
      WANDB_BASE_URL: origin,
      // Replaces the user's own key, which stays out of the trial.
      WANDB_API_KEY: key,
      WANDB_ENTITY: LOCAL_ENTITY,
      WANDB_PROJECT: job.sweep.name.replaceAll(/[/\\#?%:\p{Cc}]/gu, '-').slice(0, 128) || 'sweep',
      WANDB_RUN_ID: `sweep${job.sweep.id}-trial${job.trial}`,
      WANDB_SWEEP_ID: String(job.sweep.id),
      WANDB_SWEEP_PARAM_PATH: parametersPath(trial),
      WANDB_DIR: directory,
      WANDB_MODE: 'online',
      WANDB_SILENT: 'true',
      WANDB_CONSOLE: 'off',
      WANDB_ERROR_REPORTING: 'false',
      WANDB_X_DISABLE_STATS: 'true',
      WANDB_X_FILE_STREAM_TRANSMIT_INTERVAL: String(TRANSMIT_SECONDS),
    };
  }

  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    return this.answer(request, response);
  }

  ended(trial: ServedTrial): void {
    this.trackers.delete(apiKey(trial));
    rmSync(parametersPath(trial), { force: true });
  }
}

/** Passes a program's reports on to its trial. */
class TrialTracker extends MemoryTracker {
  private readonly served: ServedTrial;
  private readonly artifacts: KeptFiles;

  constructor(trial: ServedTrial) {
    super({
      mostSteps: READABLE_STEPS,
      listener: {
        async reports(_, reports) {
          for (const { metrics, step } of reports)
            if (Object.keys(metrics).length > 0) await trial.report(metrics, step);
        },
        // The program's own output comes through its pipes; these are alerts and notes about files that were
        // not kept.
        output: (_, lines) => trial.print(`${lines.join('\n')}\n`),
        async ended(view, _, metrics) {
          const differs = Object.entries(metrics).filter(
            ([name, value]) => !Object.is(view.latest[name], value),
          );
          if (differs.length > 0) await trial.report(Object.fromEntries(differs), view.lastStep ?? 0);
        },
      },
    });
    this.served = trial;
    this.artifacts = new KeptFiles(trial.directory, {}, () => '');
  }

  override async files(key: TrialKey): Promise<readonly KeptFile[]> {
    const all = await this.keptOf(key).list(key);
    return all.filter(({ name }) => name.startsWith('artifacts/'));
  }

  override async readFile(key: TrialKey, name: string): Promise<Uint8Array | undefined> {
    return this.keptOf(key).read(key, name);
  }

  /** Its own, and the sweep's other trials, whose folders lie beside its own. */
  override async trialsWithFiles(project: string, folder: string): Promise<readonly TrialKey[]> {
    const { job, directory } = this.served;
    const names = await readdir(dirname(directory)).catch(() => []);
    const keys = names
      .filter((name) => /^\d+$/.test(name))
      .map((name) => ({ project, id: `sweep${job.sweep.id}-trial${name}` }));
    const isThere = await Promise.all(keys.map((key) => this.keptOf(key).has(key, folder)));
    return keys.filter((_, index) => isThere[index]);
  }

  /** Files of another trial of the sweep, or of this one, under any id that its program uses. */
  private keptOf({ id }: TrialKey): KeptFiles {
    const { job, directory } = this.served;
    const [, sweep, trial] = /^sweep(\d+)-trial(\d+)$/.exec(id) ?? [];
    if (Number(sweep) !== job.sweep.id || Number(trial) === job.trial) return this.artifacts;
    return new KeptFiles(join(dirname(directory), trial!), {}, () => '');
  }

  override async keepFile(
    key: TrialKey,
    name: string,
    content: AsyncIterable<Uint8Array>,
  ): Promise<string | undefined> {
    if (name.startsWith('artifacts/')) return this.artifacts.keep(key, name, content);
    const isOwn = isClientsOwn(name);
    const bytes = await readUpTo(content, isOwn ? 0 : MOST_BYTES);
    if (bytes) this.served.handIn(name, bytes);
    else if (!isOwn)
      this.served.print(`${name} stays in the trial's folder alone: it is larger than 8 MiB.\n`);
    return undefined;
  }
}

/** The content, read to its end; undefined if it is longer. */
async function readUpTo(content: AsyncIterable<Uint8Array>, most: number): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of content) {
    bytes += part.byteLength;
    if (bytes <= most) parts.push(part);
  }
  return bytes <= most && most > 0 ? Buffer.concat(parts) : undefined;
}

/** W&B's client requires keys of forty characters. */
function apiKey({ token }: ServedTrial): string {
  return token.repeat(2).slice(0, 40);
}

function parametersPath({ directory }: ServedTrial): string {
  return join(directory, 'wandb-parameters.yaml');
}
