import open from 'open';
import { startServer } from '../../server/index.ts';
import type { Context } from '../context.ts';

export interface ServeArguments {
  readonly port: number;
  readonly host: string;
  readonly open?: boolean | undefined;
}

/** Keeps the dashboard up until the process is asked to stop. */
export async function serve(options: ServeArguments, context: Context): Promise<number> {
  const server = await startServer({ database: context.database, port: options.port, host: options.host });
  if (context.json) context.printJson({ url: server.url, database: context.database }, { line: true });
  else context.print(`The dashboard of ${context.database} is at ${server.url}  (Ctrl-C ends it)`);
  if (options.open) await open(server.url);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await server.close();
  return 0;
}
