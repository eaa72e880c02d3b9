import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { SweepError, systemCode } from '../../errors.ts';
import { type GitState, gitState } from '../provenance.ts';
import type { SharedSetup, Workload } from '../trainable.ts';
import type { ModuleSetup } from './module.ts';

/** The data that the trials of a sweep over a module share, as it is stored. */
export interface ModuleShared extends SharedSetup {
  /** As the spec writes it, or the name of a function. */
  readonly trainer: string;
  /** An absolute path; absent for a function. */
  readonly path?: string;
  /** Hash of the module's file, or of the function's text. */
  readonly sha256: string;
  readonly git?: GitState;
  readonly node: string;
}

export interface ModuleWorkload extends Workload {
  readonly shared: ModuleShared;
}

/**
 * A trainer's module in its present state. Its content is part of the identity: once it has been edited,
 * trials that were trained with it before are no longer the same, and a run begins a new sweep. Modules that
 * it imports are not checked.
 * @throws SweepError `trainer_invalid` if the file cannot be read.
 */
export async function moduleWorkload({ kind, trainer, path }: ModuleSetup): Promise<ModuleWorkload> {
  const sha256 = sha256Of(readModule(trainer, path));
  const git = await gitState(dirname(path));
  return workload(kind, { trainer, path, sha256, ...(git ? { git } : {}), node: process.version });
}

/**
 * A function of the calling program; its text identifies it, and values that it uses from outside are not
 * seen.
 */
export function functionWorkload({ kind, trainer }: ModuleSetup, text: string): ModuleWorkload {
  return workload(kind, { trainer, sha256: sha256Of(text), node: process.version });
}

function workload(kind: string, shared: ModuleShared): ModuleWorkload {
  return {
    kind,
    shared,
    identity: [kind, basename(shared.trainer), shared.sha256],
    describe: () => ({ facts: {} }),
  };
}

function readModule(trainer: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = systemCode(error);
    const reason =
      code === 'ENOENT'
        ? 'there is no such file'
        : code === 'EISDIR'
          ? 'that is a folder'
          : String(code ?? error);
    throw new SweepError(
      'trainer_invalid',
      `The trainer ${trainer} cannot be read: ${reason} (${path}).`,
      'A path in a spec starts at the folder of the spec.',
      error,
    );
  }
}

function sha256Of(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}
