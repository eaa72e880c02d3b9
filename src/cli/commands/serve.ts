import { randomBytes } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import open from 'open';
import { toWire } from '../../errors.ts';
import { isLoopback, startServer } from '../../server/index.ts';
import { checkDatabase } from '../../store/index.ts';
import { filesRemover } from '../../workload/filesRemover.ts';
import type { Context } from '../context.ts';
import { commandWords } from '../dashboard/commandWords.ts';
import { guardedBy, sayGuarded, type TokenArguments } from '../dashboard/guarded.ts';
import { closeServices, dashboardServices } from '../dashboard/index.ts';
import { keptToken } from '../dashboard/keptToken.ts';
import { onInterrupt, untilAborted } from '../interrupt.ts';

export interface ServeArguments extends TokenArguments {
  readonly port: number;
  readonly host: string;
  readonly open?: boolean | undefined;
  readonly wandb?: boolean | undefined;
}

/** Serves the dashboard until the process is asked to stop. */
export async function serve(options: ServeArguments, context: Context): Promise<number> {
  const { database } = context;
  checkDatabase(database, { readonly: options.wandb !== true });
  const interrupt = onInterrupt(() => {});
  keepSmall();
  const services = dashboardServices();
  const { port, host } = options;
  const guarded = guardedBy(options);
  // A link that went over a network is not kept for the next run.
  const token = isLoopback(host) ? keptToken(database) : undefined;
  const key = isLoopback(host) ? undefined : newKey();
  const wandb = options.wandb ? await wandbServer(context, key) : undefined;
  const server = await startServer({
    database,
    port,
    host,
    guarded,
    token,
    clients: wandb?.handle,
    onRemoved: filesRemover(database),
    ...commandWords(context),
    ...services,
  }).catch(async (error: unknown) => {
    await wandb?.close();
    throw error;
  });
  if (context.json) context.printJson({ url: server.link, database }, { line: true });
  else context.print(`The dashboard of ${database} is at ${server.link}  (Ctrl-C ends it)`);
  context.note(sayGuarded(server.guarded, host, server.isPublic));
  if (wandb) context.note(sayWandb(server.url, key));
  if (options.open) await open(server.linkForOnce());
  await untilAborted(interrupt.signal);
  await server.close();
  await wandb?.close();
  await closeServices(services);
  interrupt.dispose();
  return 0;
}

/** Answers W&B's client, and stores the data that it sends. */
async function wandbServer({ database, note }: Context, token: string | undefined) {
  const { wandbService } = await import('../wandb/wandbService.ts');
  return wandbService({
    database,
    token,
    onFailure: (error) => note(`Runs of W&B's client are not stored: ${toWire(error).message}`),
  });
}

/** W&B's client takes keys of forty characters. */
function newKey(): string {
  return randomBytes(20).toString('hex');
}

function sayWandb(url: string, key: string | undefined): string {
  const server = url.replace(/\/$/, '');
  return [
    "W&B's client finds sweeps and runs here with",
    `  export WANDB_BASE_URL=${server} WANDB_API_KEY=${key ?? 'local'.padEnd(40, '0')}`,
    'Then wandb.init, wandb.sweep, wandb.agent, `wandb sweep` and `wandb agent` work as they are.',
  ].join('\n');
}

/**
 * Collects garbage once the heap has grown by 30 %; V8 would wait until it is several times as large. At
 * 10,000 trials the process takes half the memory, for about a millisecond a page.
 */
function keepSmall(): void {
  setFlagsFromString('--heap-growing-percent=30 --max-semi-space-size=4');
}
