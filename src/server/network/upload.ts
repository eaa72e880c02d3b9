import type { RequestHandler } from 'express';
import express from 'express';
import { pictureUnreadable } from '../../pictures/pictureUnreadable.ts';

/** Bytes of a form with its picture; the form itself takes a few hundred. */
const MOST_BYTES = 1024 * 1024 + 4096;

/** A picture of a user's own, as a PNG. */
export interface OwnPicture {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What the form of the page that tries a network sends. */
export interface Upload {
  /** The file that was chosen. */
  readonly chosen: OwnPicture | undefined;
  /** The picture that was tried before, which the form has so that it can be tried again. */
  readonly kept: OwnPicture | undefined;
  /** Whether light and dark are to be swapped. */
  readonly invert: boolean;
}

/** Collects the body of a form with a file, and reports one that is too large. */
export const receiveForm: RequestHandler = (request, response, next) => {
  const receive = express.raw({ type: 'multipart/form-data', limit: MOST_BYTES });
  receive(request, response, (error?: unknown) => {
    if (isTooLarge(error)) next(pictureUnreadable('It has more than 1 MB.'));
    else next(error);
  });
};

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'type' in error && error.type === 'entity.too.large';
}

/**
 * The form's fields `picture` (a file), `kept` with `kept_name`, and `invert`, from a body that {@link receiveForm}
 * has collected.
 * @throws SweepError `picture_unreadable` if the body is no such form.
 */
export async function readUpload(body: unknown, contentType: string | undefined): Promise<Upload> {
  if (!Buffer.isBuffer(body) || !contentType) throw noPicture();
  const form = await new Response(new Uint8Array(body), { headers: { 'Content-Type': contentType } })
    .formData()
    .catch(() => {
      throw pictureUnreadable('The form is damaged.');
    });
  const [picture, kept, name] = ['picture', 'kept', 'kept_name'].map((field) => form.get(field));
  return {
    chosen:
      picture instanceof File && picture.size > 0
        ? { name: picture.name, bytes: Buffer.from(await picture.arrayBuffer()) }
        : undefined,
    kept:
      typeof kept === 'string' && typeof name === 'string' && kept !== ''
        ? { name, bytes: Buffer.from(kept, 'base64') }
        : undefined,
    invert: form.get('invert') !== null,
  };
}

export function noPicture() {
  return pictureUnreadable('No file was chosen.', 'Choose a PNG file, or drop one on the field.');
}
