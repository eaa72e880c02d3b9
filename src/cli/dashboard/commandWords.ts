import { resolve } from 'node:path';
import type { FirstSteps, ServerOptions } from '../../server/index.ts';
import { shellWord } from '../../shellWord.ts';
import type { Context } from '../context.ts';
import { invocation, quickstart } from '../invocation.ts';

/** The commands that a dashboard prints, to be typed in the folder in which it was started. */
export function commandWords({
  database,
  atDatabase,
}: Pick<Context, 'database' | 'atDatabase'>): Pick<ServerOptions, 'firstSteps' | 'typed'> {
  return {
    firstSteps: firstSteps(database),
    typed: (words) => `${invocation()} ${words}${atDatabase}`,
  };
}

/** Who reads a page may have another environment than the server, such as another SWEEP_DB. */
function firstSteps(database: string): FirstSteps {
  const atDatabase = database === resolve('runs.db') ? '' : ` --db ${shellWord(database)}`;
  const run = `${invocation()} run`;
  const spec = quickstart();
  return {
    folder: process.cwd(),
    steps: [
      { does: 'Train six small networks, in a minute', commands: `${run} ${spec}${atDatabase}` },
      {
        does: 'Or change what they are, in a copy of that spec',
        commands: `cp ${spec} my.yaml\n${run} my.yaml${atDatabase}`,
      },
    ],
  };
}
