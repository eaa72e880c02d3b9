import { lackOfFiles } from './openFiles.ts';

/**
 * Every error that a user can meet, with its stable code. A message names the rule, the value that broke it
 * and, in the hint, the next step. The table of codes in docs/ is held against this one by a test.
 */
export const ERROR_CODES = {
  usage: 'The command line is wrong: an unknown command, flag or value.',
  spec_not_found: 'The spec file is missing, is a directory or cannot be read.',
  spec_invalid: 'The spec has mistakes; all of them are listed with line and column.',
  configuration_invalid: 'A configuration cannot be built, such as more pooling than the image has pixels.',
  dataset_missing: 'The dataset is not on this machine and cannot be downloaded.',
  dataset_damaged: 'A dataset file is truncated, swapped or altered.',
  dataset_invalid: 'A dataset of your own has a shape, type or label that cannot be trained on.',
  dataset_mismatch: 'A comparison is of trials on different datasets.',
  download_failed: 'A download broke off, timed out or brought the wrong bytes.',
  database_unusable: 'The database file is no database, is damaged or cannot be opened or written.',
  database_newer: 'The database was written by a newer version of sweep.',
  database_older: 'A database that is only to be read was written by an older version of sweep.',
  database_busy: 'Another process is running this sweep or holds the database.',
  database_moved: 'The database was removed, renamed or replaced during a run; what was done is saved.',
  disk_full: 'The disk is full; what was committed before is kept.',
  sweep_not_found: 'No sweep in the database has that name or id.',
  trial_not_found: 'No trial in the database has that number.',
  sweep_not_running: 'A sweep cannot take a request, because no process runs it.',
  request_invalid: 'A request to the dashboard or to a sweep makes no sense there.',
  token_missing: 'A change in the dashboard needs the token of its link.',
  nothing_to_compare: 'The comparison lacks a finished trial in one of its groups.',
  filter_invalid: 'A filter, a sort key or the name of a column cannot be understood.',
  export_failed: 'The export cannot be written or the format does not exist.',
  export_not_found: 'The dashboard exports nothing under that name.',
  too_many_exports: 'The dashboard makes as many exports as it can; one of them must end first.',
  engine_unavailable: 'The training engine does not load on this machine.',
  picture_unreadable: 'A picture for trying a network cannot be read.',
  not_repeatable: 'A trial cannot be trained again here: it ran a program, or has no epoch to begin with.',
  training_diverged: 'The loss or a weight became NaN or infinite.',
  state_unusable: 'The stored state of a training does not fit its network.',
  out_of_memory: 'A trial needs more memory than the machine, or a limit of the process, leaves it.',
  trial_crashed: 'A trial ended with an unexpected error.',
  trainer_invalid: 'The module of a sweep is missing, does not load or exports no trainer.',
  command_invalid:
    'The command of a spec makes no command line; it names a variable that does not exist, for example.',
  program_not_found: 'The program of a sweep, or its interpreter, is missing or may not be executed.',
  program_failed: 'The program of a trial ended with an exit code other than 0 or by a signal.',
  trial_timeout: 'A trial took longer than its `trial_timeout`.',
  pruned: 'A trial was stopped early by `early_terminate`: others did better.',
  thawed: 'A pruned trial went on where it had stopped, by `thaw` of `early_terminate`.',
  output_unwritable:
    'The answer could not be written to standard output: a full disk, or a terminal that is gone.',
  port_in_use: 'The address for the dashboard is taken or not allowed.',
  too_few_files: 'The process may not open as many files as it needs (`ulimit -n`).',
  folder_gone: 'The working directory does not exist any more.',
  not_built: 'The package was not built: a file that the build makes is missing.',
  interrupted: 'Stopped on request; what is done is kept.',
  internal: 'A defect in sweep itself.',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** An error as plain data, as it crosses threads and machines. */
export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string;
}

export class SweepError extends Error {
  readonly code: ErrorCode;
  /** The next step for whoever meets the error, as one sentence. */
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, hint?: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'SweepError';
    this.code = code;
    this.hint = hint;
  }
}

/** Another process holds the database for now: nothing was changed, and the request may be repeated. */
export class DatabaseLocked extends SweepError {
  constructor(message: string, hint: string, cause: unknown) {
    super('database_busy', message, hint, cause);
  }
}

/** Anything thrown, as data that survives a structured clone; an unknown error keeps its message only. */
export function toWire(error: unknown, fallback: ErrorCode = 'internal'): WireError {
  if (error instanceof SweepError) {
    return { code: error.code, message: error.message, ...(error.hint ? { hint: error.hint } : {}) };
  }
  const lack = lackOfFiles(error);
  if (lack) return lack;
  return { code: fallback, message: error instanceof Error ? error.message : String(error) };
}

/** The inverse of {@link toWire}. */
export function fromWire(wire: WireError): SweepError {
  return new SweepError(wire.code, wire.message, wire.hint);
}

/** The `code` of a Node system error (`ENOENT`, `EADDRINUSE`), or undefined. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
