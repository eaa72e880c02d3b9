import type { TrialSetup } from '../../trial/trial.ts';
import { configureAny } from '../anyParameters.ts';
import type { Trainable } from '../trainable.ts';
import type { ParameterFloats } from './floats.ts';

/** A process for each trial. */
export interface ProgramSetup extends TrialSetup {
  readonly kind: 'program';
  /** The command as the spec writes it, with W&B's macros; its default where the spec names a program alone. */
  readonly command: readonly string[];
  /** What `${program}` stands for. */
  readonly program?: string;
  /** Where it runs: the spec's folder, absolute. */
  readonly directory: string;
  /** How long a process may take to end after SIGTERM. */
  readonly graceMs: number;
  /** A trial that takes longer has failed; no limit where absent. */
  readonly timeoutMs?: number;
  /** How often a trial that failed is tried again. */
  readonly retries: number;
  /** By the names of parameters, which whole numbers a program gets as floats; no part of a configuration's identity. */
  readonly floats?: Readonly<Record<string, ParameterFloats>>;
}

export const program: Trainable<ProgramSetup> = {
  kind: 'program',
  stepName: 'step',
  keepsStates: false,
  outermost: [],
  parameters: undefined,
  // As many as W&B's agent lets pass.
  mostFirstFailures: 5,
  metrics: undefined,
  configure: configureAny,
  canonicalSetup: ({ command, program: file }) => ({ command, program: file, trainable: 'program' }),
};
