import { randomBytes } from 'node:crypto';
import type { Tracker, TrialKey } from '../tracker.ts';

interface Place {
  readonly tracker: Tracker;
  readonly key: TrialKey;
  readonly name: string;
}

/** Only the latest addresses stay valid; a client uses them within seconds. */
const MOST_ADDRESSES = 20_000;

export const UPLOADS = '/wandb-files/';

/**
 * The addresses to which files of a trial are sent and from which they are read. W&B's client uses them
 * without its key, as it does with those of a cloud's storage, so none can be guessed.
 */
export class Uploads {
  private readonly places = new Map<string, Place>();

  url({ tracker, origin }: { tracker: Tracker; origin: string }, key: TrialKey, name: string): string {
    const ticket = randomBytes(18).toString('base64url');
    this.places.set(ticket, { tracker, key, name });
    if (this.places.size > MOST_ADDRESSES) {
      const [oldest] = this.places.keys();
      this.places.delete(oldest!);
    }
    return `${origin}${UPLOADS}${ticket}`;
  }

  /** The file that an address stands for. */
  at(path: string): Place | undefined {
    return this.places.get(path.slice(UPLOADS.length).split(/[/?]/)[0]!);
  }
}
