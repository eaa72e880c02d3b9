import type { Readable } from 'node:stream';
import { SweepError } from '../../errors.ts';

/** A format in which a trial or a sweep can be downloaded. */
export interface ExportedAs {
  /** The name in addresses. */
  readonly name: string;
  /** The title in menus. */
  readonly title: string;
  /** The ending of the file's name after that of the sweep or trial, such as `-onnx.zip`. */
  readonly ending: string;
}

/** A format of a trial. */
export interface TrialExport extends ExportedAs {
  /** Its purpose, in a few words. */
  readonly purpose: string;
  /**
   * The state that the trial must have reached: `completion`, or `weights` if its weights must be kept, too.
   */
  readonly needs: 'nothing' | 'completion' | 'weights';
}

/** A part of a sweep that can be downloaded, in one or several file formats. */
export interface SweepExport {
  readonly title: string;
  readonly purpose: string;
  readonly files: readonly ExportedAs[];
}

export interface ExportRequest {
  /** Absolute path of the database. */
  readonly database: string;
  /** The name or the id of the sweep, whichever names no other sweep. */
  readonly sweep: string;
  /** Undefined if the file is one of the whole sweep. */
  readonly trial: number | undefined;
  readonly name: string;
  /** The name of the folder inside an archive. */
  readonly folder: string;
}

export interface MadeExport {
  /** The content releases all its resources when it is closed, whether it was read to its end or not. */
  readonly content: Readable;
  /** Undefined if the size is known only at the end. */
  readonly bytes: number | undefined;
}

/** Makes the files of trials and sweeps off the calling thread. It never changes the database. */
export interface Exports {
  ofTrial(): Promise<readonly TrialExport[]>;
  readonly ofSweep: readonly SweepExport[];
  /**
   * Makes the file of a format that is offered; an aborted signal ends the work.
   * @throws SweepError `too_many_exports` if others have to be finished first, `export_failed`, and the
   * errors of the export itself.
   */
  make(request: ExportRequest, signal: AbortSignal): Promise<MadeExport>;
}

/** For a server that exports nothing: its pages have no menu. */
export const NO_EXPORTS: Exports = {
  ofTrial: async () => [],
  ofSweep: [],
  make: async () => {
    throw new SweepError('export_failed', 'This server exports nothing.', 'Start it with `sweep serve`.');
  },
};
