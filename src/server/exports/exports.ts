import type { Readable } from 'node:stream';
import { SweepError } from '../../errors.ts';

/** A file that a trial or a sweep can be taken away as. */
export interface ExportedAs {
  /** The name in addresses. */
  readonly name: string;
  /** The title in menus. */
  readonly title: string;
  /** What the name of the file ends with, behind that of the sweep or trial, such as `-onnx.zip`. */
  readonly ending: string;
}

/** A format of a trial. */
export interface TrialExport extends ExportedAs {
  /** What it is good for, in a few words. */
  readonly purpose: string;
  /** What there is none of without it: that the trial has completed, and for `weights` that these are kept, too. */
  readonly needs: 'nothing' | 'completion' | 'weights';
}

/** Something of a sweep, as one file or another. */
export interface SweepExport {
  readonly title: string;
  readonly purpose: string;
  readonly files: readonly ExportedAs[];
}

export interface ExportRequest {
  /** Absolute path of the database. */
  readonly database: string;
  /** The name or id of the sweep, whichever is its alone. */
  readonly sweep: string;
  /** Undefined for a file of the sweep. */
  readonly trial: number | undefined;
  readonly name: string;
  /** What a folder is called in an archive. */
  readonly folder: string;
}

export interface MadeExport {
  /** Lets go of everything when it is closed, read to its end or not. */
  readonly content: Readable;
  /** Undefined where that is known only at the end. */
  readonly bytes: number | undefined;
}

/** Makes the files that trials and sweeps are taken away as, off the calling thread. It changes no database. */
export interface Exports {
  ofTrial(): Promise<readonly TrialExport[]>;
  readonly ofSweep: readonly SweepExport[];
  /**
   * Gives the file of a name that is offered; an aborted signal ends the making.
   * @throws SweepError `too_many_exports` where others have to be done first, `export_failed`, and whatever the export
   * itself fails with.
   */
  make(request: ExportRequest, signal: AbortSignal): Promise<MadeExport>;
}

/** Of a server that exports nothing: its pages have no menu. */
export const NO_EXPORTS: Exports = {
  ofTrial: async () => [],
  ofSweep: [],
  make: async () => {
    throw new SweepError('export_failed', 'This server exports nothing.', 'Start it with `sweep serve`.');
  },
};
