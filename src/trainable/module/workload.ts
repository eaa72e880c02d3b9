import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { SweepError, systemCode } from '../../errors.ts';
import { type GitState, gitState } from '../provenance.ts';
import type { SharedSetup, Workload } from '../trainable.ts';
import type { ModuleSetup } from './module.ts';

/** What the trials of a sweep over a module share, as it is stored. */
export interface ModuleShared extends SharedSetup {
  /** As the spec writes it, or what a function is called. */
  readonly trainer: string;
  /** Absolute; absent for a function. */
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
 * A trainer's module as it stands. Its content is part of the identity: once it has been edited, trials that were trained
 * with it before are no longer the same, and a run begins a new sweep. What the module imports is not looked at.
 * @throws SweepError `trainer_invalid` where the file cannot be read.
 */
export async function moduleWorkload({ kind, trainer, path }: ModuleSetup): Promise<ModuleWorkload> {
  const sha256 = sha256Of(readModule(trainer, path));
  const git = await gitState(dirname(path));
  return workload(kind, { trainer, path, sha256, ...(git ? { git } : {}), node: process.version });
}

/** A function of the calling program; its text stands for it, and what it refers to outside of itself is not seen. */
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
