import { PNG } from 'pngjs';
import { checkPng } from './checkPng.ts';
import type { Picture } from './picture.ts';
import { pictureUnreadable } from './pictureUnreadable.ts';

/**
 * A PNG file of any colour type and depth as a picture of four channels. Gamma and colour profiles are
 * ignored.
 * @throws SweepError `picture_unreadable`.
 */
export function decodePng(bytes: Buffer): Picture {
  const checked = checkPng(bytes);
  try {
    const { width, height, data } = PNG.sync.read(checked);
    return { shape: [height, width, 4], pixels: new Uint8Array(data) };
  } catch (error) {
    throw pictureUnreadable(reasonOf(error));
  }
}

/** The decoder's error, in words for the person who chose the file. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  if (message.startsWith('Crc error')) return 'The PNG is damaged: a checksum in it is wrong.';
  if (/palette/i.test(message)) return 'Its palette is too short.';
  return 'Its pixels are damaged.';
}
