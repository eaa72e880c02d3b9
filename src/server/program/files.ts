import prettyBytes from 'pretty-bytes';
import { plural } from '../../format.ts';
import { printable } from '../../printable.ts';
import { type Database, fileBeginnings, type TrialDetail, trialFiles } from '../../store/index.ts';
import { fileHref } from '../addresses/addresses.ts';
import { imageType } from './imageType.ts';

/** A larger image is a file to download. */
const MOST_IMAGE_BYTES = 8 * 2 ** 20;
const MOST_IMAGES = 48;
const MOST_OTHERS = 500;

/** The files that a trial's program handed in. */
export interface FilesView {
  readonly images: readonly FileView[];
  readonly others: readonly FileView[];
  /** Both of them. */
  readonly listed: readonly FileView[];
  /** How many there are and how large, or that there is none. */
  readonly summary: string;
  /** Files beyond those that are listed; undefined where there is none. */
  readonly more: string | undefined;
}

export interface FileView {
  /** Its path, legible. */
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
