import { posix } from 'node:path';
import { SweepError } from '../errors.ts';
import type { Place } from './place.ts';
import { type Extent, placeOf, resolve } from './places.ts';

/** The addresses that have been found, and their links to each other as files. */
export class Crawl {
  private readonly extent: Extent;
  private readonly addresses = new Map<string, string>();
  private readonly waiting: Place[] = [];
  private current: Place = { address: '/', file: '' };

  constructor(extent: Extent) {
    this.extent = extent;
  }

  /** Places that have been found so far. */
  get found(): number {
    return this.addresses.size;
  }

  /** Adds a start address, or one that no page links to. */
  begin(address: string): void {
    this.find(resolve(address, '/'));
  }

  /** The next place to be made, in the order of finding; `link` then refers to it. */
  next(): Place | undefined {
    const next = this.waiting.shift();
    if (next) this.current = next;
    return next;
  }

  /** The relative path from the current page to an address; undefined if the site has no file for it. */
  link(address: string): string | undefined {
    const url = resolve(address, this.current.address);
    const place = this.find(url);
    if (!place) return undefined;
    return `${posix.relative(posix.dirname(this.current.file), place.file)}${url.hash}`;
  }

  private find(url: URL): Place | undefined {
    const place = placeOf(url, this.current.address, this.extent);
    if (!place) return undefined;
    const known = this.addresses.get(place.file);
    if (known === undefined) {
      this.addresses.set(place.file, place.address);
      this.waiting.push(place);
    } else if (known !== place.address) {
      throw new SweepError('internal', `${known} and ${place.address} would be one file, ${place.file}.`);
    }
    return place;
  }
}
