import { plural } from '../../format.ts';
import { type PageSlice, pageSlice } from '../pages/pageSlice.ts';
import type { ImagesAtHand } from './imageSource.ts';

const PICTURES_A_PAGE = 24;

/** Some test images with what one or two networks take them for. */
export interface Gallery {
  /** Remarks on the order and on the pictures, one sentence each. */
  readonly notes: readonly string[];
  /** Empty if there are no such images. */
  readonly pictures: readonly GalleryPicture[];
  /** Such as `page 1 of 3, 62 images`. */
  readonly where: string;
  readonly links: { readonly previous: string | undefined; readonly next: string | undefined };
}

export interface GalleryPicture {
  /** Number in the test set, from 0. */
  readonly index: number;
  /** Undefined if pictures are not available. */
  readonly picture: string | undefined;
  /** Name of its class. */
  readonly actual: string;
  /** One for each network. */
  readonly answers: readonly GalleryAnswer[];
}

export interface GalleryAnswer {
  /** The letter of its trial in a comparison; undefined if there is one network alone. */
  readonly letter: string | undefined;
  readonly predicted: string;
  readonly className: 'right' | 'wrong';
  /** Such as `97 %`; undefined if it was not recorded. */
  readonly confidence: string | undefined;
  /** The page that tries the network on this image; undefined if its weights are not kept. */
  readonly tryHref: string | undefined;
}

/** The page of the images of `found` that was asked for, or the last one; `toPage` writes the address of another. */
export function galleryPage(
  found: readonly number[],
  asked: number,
  toPage: (target: number) => string,
): Pick<PageSlice<number>, 'shown'> & Pick<Gallery, 'where' | 'links'> {
  const { shown, page, pages } = pageSlice(found, asked, PICTURES_A_PAGE);
  const images = plural(found.length, 'image');
  return {
    shown,
    where: pages === 1 ? images : `page ${page} of ${pages}, ${images}`,
    links: {
      previous: page > 1 ? toPage(page - 1) : undefined,
      next: page < pages ? toPage(page + 1) : undefined,
    },
  };
}

export function pictureNotes(images: ImagesAtHand): string[] {
  if (images.state === 'missing') return [`The pictures are not shown: ${images.reason}`];
  if (images.state === 'loading') return ['The dataset is being read; its pictures appear as soon as it is.'];
  return [];
}

/** A confidence of 0 to 255 in whole percents: a byte is no more exact. */
export function confidenceText(byte: number): string {
  return `${Math.round((100 * byte) / 255)} %`;
}
