import { setImmediate } from 'node:timers/promises';

interface Alarm {
  readonly atMs: number;
  readonly ring: () => void;
}

/** After this many turns of the event loop without any work, nothing happens before time passes. */
const QUIET_TURNS = 2;

/** A clock that stands still while there is work, and jumps to the next alarm once everybody waits. */
export class VirtualClock {
  nowMs = 0;
  /** In the order in which they ring; equal ones in the order in which they were set. */
  private readonly alarms: Alarm[] = [];
  private isPassing = false;
  private done = 0;

  /** Resolves once this much time has passed. */
  passes(ms: number): Promise<void> {
    return new Promise((ring) => {
      const atMs = this.nowMs + ms;
      let place = this.alarms.length;
      while (place > 0 && this.alarms[place - 1]!.atMs > atMs) place--;
      this.alarms.splice(place, 0, { atMs, ring });
      if (!this.isPassing) void this.pass();
    });
  }

  /** Must be called by all that does work in a turn of the event loop: more may follow from it. */
  busy(): void {
    this.done++;
  }

  private async pass(): Promise<void> {
    this.isPassing = true;
    while (this.alarms.length > 0) {
      await this.quiet();
      const next = this.alarms.shift()!;
      this.nowMs = next.atMs;
      next.ring();
    }
    this.isPassing = false;
  }

  private async quiet(): Promise<void> {
    for (let turns = 0; turns < QUIET_TURNS; turns++) {
      const before = this.done;
      await setImmediate();
      if (this.done !== before) turns = -1;
    }
  }
}
