import prettyBytes from 'pretty-bytes';
import { type Database, type TrialDetail, trialOutput } from '../../store/index.ts';
import { outputHref } from '../addresses/addresses.ts';
import { type PrintedPart, printedParts, withoutMiddle } from './printed.ts';

/** Characters of the output's beginning, and of its end, where errors are, that the page shows. */
const HEAD = 8 * 1024;
const TAIL = 32 * 1024;

/** What a trial's program printed. */
export interface OutputView {
  /** The parts in the order of printing; empty if the program printed nothing. */
  readonly parts: readonly OutputPart[];
  /** The text for a program that printed nothing. */
  readonly empty: string;
  readonly hasErrors: boolean;
  /** The address of the whole kept output, as text. */
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

/** The whole kept output of a trial's program, as text. */
export function outputText(db: Database, trialId: number): string {
  return printedParts(trialOutput(db, trialId)).reduce((whole, { stream, text, bytes }) => {
    const begun = whole === '' || whole.endsWith('\n') ? whole : `${whole}\n`;
    return begun + (stream === 'cut' ? `[${gone(bytes)}]\n` : text);
  }, '');
}

function gone(bytes: number): string {
  return `${prettyBytes(bytes)} are left out here`;
}
