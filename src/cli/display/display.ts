import type { SweepEvent } from '../../sweep/events.ts';

/** Shows a running sweep. */
export interface Display {
  onEvent(event: SweepEvent): void;
  /** Says, on a line that stays on the screen, that the sweep was asked to stop. */
  stopping(text: string): void;
  /** Leaves the terminal as it was found. */
  close(): void;
}
