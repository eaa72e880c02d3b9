import prettyBytes from 'pretty-bytes';
import { plural } from '../../format.ts';
import { printable } from '../../printable.ts';
import { type Database, fileBeginnings, type TrialDetail, trialFiles } from '../../store/index.ts';
import { fileHref } from '../addresses/addresses.ts';
import { imageType } from './imageType.ts';

/** A larger image can only be downloaded. */
const MOST_IMAGE_BYTES = 8 * 2 ** 20;
const MOST_IMAGES = 48;
const MOST_OTHERS = 500;

/** The files that a trial's program handed in. */
export interface FilesView {
  readonly images: readonly FileView[];
  readonly others: readonly FileView[];
  /** The images and the other files. */
  readonly listed: readonly FileView[];
  /** Their number and size, or that there are none. */
  readonly summary: string;
  /** Says how many files are not listed; undefined if all are. */
  readonly more: string | undefined;
}

export interface FileView {
  /** Its path, made printable. */
  readonly name: string;
  readonly size: string;
  readonly href: string;
}

export function filesView(db: Database, { trialId, sweep, number }: TrialDetail): FilesView {
  const files = trialFiles(db, trialId);
  const beginnings = fileBeginnings(db, trialId, MOST_IMAGE_BYTES);
  const isImage = (path: string) => imageType(beginnings.get(path)) !== undefined;
  const images = files.filter(({ path }) => isImage(path)).slice(0, MOST_IMAGES);
  const others = files.filter((file) => !images.includes(file));
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const view = (file: (typeof files)[number]): FileView => ({
    name: printable(file.path),
    size: prettyBytes(file.bytes),
    href: fileHref(sweep.id, number, file.path),
  });
  const shown = { images: images.map(view), others: others.slice(0, MOST_OTHERS).map(view) };
  return {
    ...shown,
    listed: [...shown.images, ...shown.others],
    summary: files.length === 0 ? '' : `${plural(files.length, 'file')}, ${prettyBytes(bytes)}`,
    more: others.length > MOST_OTHERS ? `${plural(others.length - MOST_OTHERS, 'more file')}.` : undefined,
  };
}
