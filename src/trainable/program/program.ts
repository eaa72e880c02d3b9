import type { TrialSetup } from '../../trial/trial.ts';
import type { Trainable } from '../trainable.ts';
import { usersOwn } from '../usersOwn.ts';
import type { ParameterFloats } from './floats.ts';

/** A user's program: one process for each trial. */
export interface ProgramSetup extends TrialSetup {
  readonly kind: 'program';
  /** The command as the spec writes it, with W&B's macros; the default if the spec names only a program. */
  readonly command: readonly string[];
  /** The value of `${program}`. */
  readonly program?: string;
  /** The folder in which it runs: the spec's, absolute. */
  readonly directory: string;
  /** Time in which a process must end after SIGTERM. */
  readonly graceMs: number;
  /** A trial that takes longer has failed; no limit if absent. */
  readonly timeoutMs?: number;
  /** How many times a failed trial is tried again. */
  readonly retries: number;
  /** By the names of parameters, which whole numbers a program gets as floats; no part of a configuration's identity. */
  readonly floats?: Readonly<Record<string, ParameterFloats>>;
}

export const program: Trainable<ProgramSetup> = {
  kind: 'program',
  ...usersOwn,
  canonicalSetup: ({ command, program: file }) => ({ command, program: file, trainable: 'program' }),
};
