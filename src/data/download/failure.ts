import { SweepError, systemCode } from '../../errors.ts';

/**
 * Why one request brought no file. `unreachable`: no answer came. `broken`: the server answered, and trying
 * again may help. `wrong`: this address does not have the file.
 */
export type FailureKind = 'unreachable' | 'broken' | 'wrong';

export class TransferError extends Error {
  readonly kind: FailureKind;

  /** The message is a clause without a full stop, such as `no answer within 5 s`. */
  constructor(kind: FailureKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'TransferError';
    this.kind = kind;
  }
}

/** An error of the network library before there was a response (`unreachable`) or during one (`broken`). */
export function networkFailure(kind: FailureKind, error: unknown): TransferError {
  if (error instanceof TransferError) return error;
  const code = systemCode(error);
  const message = error instanceof Error && error.message ? error.message : String(error);
  return new TransferError(kind, code ? (CLAUSES[code] ?? `${message} (${code})`) : message, error);
}

const CLAUSES: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name cannot be resolved (ENOTFOUND)',
  EAI_AGAIN: 'its name cannot be resolved now (EAI_AGAIN)',
  ECONNREFUSED: 'the connection was refused (ECONNREFUSED)',
  ECONNRESET: 'the connection broke off (ECONNRESET)',
  UND_ERR_SOCKET: 'the connection broke off',
  ENETUNREACH: 'the network cannot be reached (ENETUNREACH)',
  EHOSTUNREACH: 'the host cannot be reached (EHOSTUNREACH)',
  UND_ERR_CONNECT_TIMEOUT: 'no connection was made in time',
  ETIMEDOUT: 'no connection was made in time (ETIMEDOUT)',
};

/** An error of the file system while a file is stored in `folder`. */
export function storageError(error: unknown, folder: string): SweepError {
  const code = systemCode(error) ?? String(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    const hint = 'Make room, or set XDG_CACHE_HOME to a folder on another disk; the received part is kept.';
    return new SweepError('disk_full', `There is no room left in ${folder} for the dataset.`, hint, error);
  }
  const hint = 'Set XDG_CACHE_HOME to a folder that can be written, or SWEEP_DATA_DIR to one with the files.';
  return new SweepError(
    'download_failed',
    `The dataset cannot be stored in ${folder} (${code}).`,
    hint,
    error,
  );
}

/** The error of a caller's abort. */
export function interrupted(): SweepError {
  const hint = 'The received part is kept; the next download goes on from there.';
  return new SweepError('interrupted', 'The download was stopped.', hint);
}
