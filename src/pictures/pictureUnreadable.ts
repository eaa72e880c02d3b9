import { SweepError } from '../errors.ts';

const CONVERT = 'Save it as a PNG of at most 1 MB and try again.';

/** The error of an uploaded file that cannot be used as a picture. */
export function pictureUnreadable(reason: string, hint = CONVERT): SweepError {
  return new SweepError('picture_unreadable', `This picture cannot be read: ${reason}`, hint);
}
