import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SweepError } from '../../errors.ts';
import { runsFromSource } from '../../package.ts';
import { thrownByTrainer } from './thrown.ts';
import type { Trainer } from './trainer.ts';

const TYPESCRIPT = /\.[cm]?tsx?$/;

let readsTypeScript = false;

/**
 * The trainer that a module exports: `train`, or its default export.
 * @throws SweepError `trainer_invalid` if the module does not load or exports none.
 */
export async function loadTrainer(path: string): Promise<Trainer<never>> {
  if (TYPESCRIPT.test(path)) await readTypeScript();
  const exported = await importModule(path);
  const { train, default: byDefault } = exported;
  for (const candidate of [train, byDefault, (byDefault as { train?: unknown } | undefined)?.train]) {
    if (typeof candidate === 'function') return candidate as Trainer<never>;
  }
  const names = Object.keys({ ...exported, ...(byDefault as object | undefined) }).filter(
    (name) => name !== 'default',
  );
  throw new SweepError(
    'trainer_invalid',
    `${basename(path)} exports no function called train${names.length > 0 ? `, but ${names.slice(0, 5).join(', ')}` : ''}.`,
    'Write `export async function* train({ parameters }) { … yield { loss } }`.',
  );
}

/** Works alike on every version of Node: some read no TypeScript, others only types that can be erased. */
async function readTypeScript(): Promise<void> {
  if (readsTypeScript) return;
  readsTypeScript = true;
  // A folder without `"type": "module"` holds CommonJS, whatever its TypeScript looks like.
  const [esm, cjs] = await Promise.all([import('tsx/esm/api'), import('tsx/cjs/api')]);
  cjs.register();
  if (!runsFromSource) esm.register();
}

async function importModule(path: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await import(pathToFileURL(path).href);
  } catch (error) {
    const { message } = thrownByTrainer(error, path);
    throw new SweepError(
      'trainer_invalid',
      `${basename(path)} cannot be loaded: ${message.replace(/\.$/, '')}.`,
      'Mend it and run the same command again.',
      error,
    );
  }
}
