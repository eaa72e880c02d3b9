import prettyBytes from 'pretty-bytes';
import { type Database, type TrialDetail, trialOutput } from '../../store/index.ts';
import { outputHref } from '../addresses/addresses.ts';
import { type PrintedPart, printedParts, withoutMiddle } from './printed.ts';

/** Signs of an output that stand on the page: of its beginning, and of its end, where errors are. */
const HEAD = 8 * 1024;
const TAIL = 32 * 1024;

/** What a trial's program printed. */
export interface OutputView {
  /** The parts in the order of printing; none where it printed nothing. */
  readonly parts: readonly OutputPart[];
  /** What stands there where it printed nothing. */
  readonly empty: string;
  readonly hasErrors: boolean;
  /** All that is kept of it, as text. */
  readonly whole: string;
}

export interface OutputPart {
  readonly kind: PrintedPart['stream'];
  readonly text: string;
}

export function outputView(db: Database, { trialId, sweep, number, state }: TrialDetail): OutputView {
  const parts = withoutMiddle(printedParts(trialOutput(db, trialId)), HEAD, TAIL);
  return {
    parts: parts.map(({ stream, text, bytes }) => ({
      kind: stream,
      text: stream === 'cut' ? gone(bytes) : text,
    })),
    empty: EMPTY[state] ?? 'It printed nothing but metrics, if any.',
    hasErrors: parts.some(({ stream }) => stream === 'stderr'),
    whole: outputHref(sweep.id, number),
  };
}

const EMPTY: Partial<Record<TrialDetail['state'], string>> = {
  queued: 'It has not started yet.',
  running: 'It has printed nothing yet.',
};

/** All that is kept of what a trial's program printed, as text. */
export function outputText(db: Database, trialId: number): string {
  return printedParts(trialOutput(db, trialId)).reduce((whole, { stream, text, bytes }) => {
    const begun = whole === '' || whole.endsWith('\n') ? whole : `${whole}\n`;
    return begun + (stream === 'cut' ? `[${gone(bytes)}]\n` : text);
  }, '');
}

function gone(bytes: number): string {
  return `${prettyBytes(bytes)} are left out here`;
}
