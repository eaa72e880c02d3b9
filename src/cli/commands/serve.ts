import { setFlagsFromString } from 'node:v8';
import open from 'open';
import { startServer } from '../../server/index.ts';
import { checkDatabase } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { dashboardServices } from '../dashboard/index.ts';
import { onInterrupt, untilAborted } from '../interrupt.ts';

export interface ServeArguments {
  readonly port: number;
  readonly host: string;
  readonly open?: boolean | undefined;
}

/** Keeps the dashboard up until the process is asked to stop. */
export async function serve(options: ServeArguments, context: Context): Promise<number> {
  const { database } = context;
  checkDatabase(database, { readonly: true });
  const interrupt = onInterrupt(() => {});
  keepSmall();
  const services = dashboardServices();
  const server = await startServer({ database, port: options.port, host: options.host, ...services });
  if (context.json) context.printJson({ url: server.url, database: context.database }, { line: true });
  else context.print(`The dashboard of ${context.database} is at ${server.url}  (Ctrl-C ends it)`);
  if (server.isPublic) {
    context.note(
      `Other machines reach it on ${options.host}. Whoever has this address, with its token, sees all and can stop and ` +
        'delete; it travels unencrypted, so prefer an SSH tunnel where the network is not yours.',
    );
  }
  if (options.open) await open(server.url);
  await untilAborted(interrupt.signal);
  await server.close();
  await services.classifier.close();
  interrupt.dispose();
  return 0;
}

/**
 * Collects garbage once the heap has grown by 30 %, where V8 would wait until it is several times as large: at 10,000
 * trials the process takes half of what it would, for about a millisecond a page.
 */
function keepSmall(): void {
  setFlagsFromString('--heap-growing-percent=30 --max-semi-space-size=4');
}
