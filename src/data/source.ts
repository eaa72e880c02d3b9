import type { InputShape } from '../model/layer.ts';
import { idxBytes } from './idx.ts';

/** One published file: IDX (unsigned bytes), gzipped. */
export interface SourceFile {
  /** Ends in `.gz`; without that ending it is the name of the unpacked file. */
  readonly name: string;
  /** Such as `training images`. */
  readonly holds: string;
  /** Length of the gzipped file. */
  readonly bytes: number;
  /** Hash of the gzipped file, in hex. */
  readonly sha256: string;
  readonly content: {
    /** `[n]` for labels, `[n, height, width]` for images. */
    readonly dims: readonly number[];
    /** Hash of the unpacked file, header included. */
    readonly sha256: string;
  };
}

export const FILE_ROLES = ['trainImages', 'trainLabels', 'testImages', 'testLabels'] as const;
export type FileRole = (typeof FILE_ROLES)[number];

/** A dataset as its makers publish it: four files, their checksums, and their addresses. */
export interface Source {
  readonly name: string;
  /** The name as people write it. */
  readonly title: string;
  /** Addresses of the folder with the files, each ending in `/`, tried in this order. */
  readonly addresses: readonly string[];
  /** The name of torchvision's folder for it. */
  readonly torchvisionName: string;
  readonly input: InputShape;
  readonly classNames: readonly string[];
  readonly files: Readonly<Record<FileRole, SourceFile>>;
}

export function filesOf(source: Source): SourceFile[] {
  return FILE_ROLES.map((role) => source.files[role]);
}

/** Length of the unpacked file. */
export function contentBytes(file: SourceFile): number {
  return idxBytes(file.content.dims);
}

export function plainName(file: SourceFile): string {
  return file.name.replace(/\.gz$/, '');
}

/** A count with separated thousands: `26,421,880`. */
export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
