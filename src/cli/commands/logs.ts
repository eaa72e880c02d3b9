import { setTimeout as sleep } from 'node:timers/promises';
import { legible } from '../../printable.ts';
import {
  type Database,
  findTrial,
  openDatabase,
  type StoredOutput,
  trialDetail,
  trialOutput,
} from '../../store/index.ts';
import type { Context } from '../context.ts';
import { reading } from '../database.ts';
import type { TrialWords } from '../exporting/readTrial.ts';
import { EXIT } from '../failure.ts';
import { onInterrupt } from '../interrupt.ts';

const INTERVAL_MS = 300;

export interface LogsArguments extends TrialWords {
  readonly follow?: boolean | undefined;
}

/** Prints the output of a trial's program; with `--follow`, until the trial has ended or Ctrl-C. */
export async function logs({ trial, sweep, follow }: LogsArguments, context: Context): Promise<number> {
  if (!follow) {
    const pieces = reading(context, (db) => trialOutput(db, findTrial(db, trial, sweep).trialId));
    tell(pieces, context);
    if (pieces.length === 0) context.note('This trial has printed nothing but its metrics, if any.');
    return EXIT.done;
  }
  const { signal, dispose } = onInterrupt(() => {});
  const db = openDatabase(context.database, { readonly: true });
  try {
    await followTrial(db, findTrial(db, trial, sweep).trialId, context, signal);
  } finally {
    db.close();
    dispose();
  }
  return signal.aborted ? EXIT.interrupted : EXIT.done;
}

async function followTrial(
  db: Database,
  trialId: number,
  context: Context,
  signal: AbortSignal,
): Promise<void> {
  let last = 0;
  let attempt: number | undefined;
  while (!signal.aborted) {
    const [trial, pieces] = db.read(() => {
      const trial = trialDetail(db, trialId);
      return [trial, trialOutput(db, trialId, trial.attempt === attempt ? last : 0)] as const;
    });
    if (attempt !== undefined && trial.attempt !== attempt) context.note(`Attempt ${trial.attempt} begins.`);
    attempt = trial.attempt;
    tell(pieces, context);
    last = pieces.at(-1)?.id ?? last;
    if (trial.state !== 'running' && trial.state !== 'queued') return;
    await sleep(INTERVAL_MS, undefined, { signal }).catch(() => {});
  }
}

function tell(pieces: readonly StoredOutput[], { print, printJson, json, chalk }: Context): void {
  for (const { stream, text, bytes } of json ? pieces : joined(pieces)) {
    if (json) printJson({ stream, ...(stream === 'cut' ? { bytes } : { text }) }, { line: true });
    else if (stream === 'cut') print(chalk.yellow(`[${bytes.toLocaleString('en')} bytes are not kept]`));
    else print(legible(text.replace(/\n$/, '')), { whole: true });
  }
}

/** Joins the pieces of a line. */
function joined(pieces: readonly StoredOutput[]): StoredOutput[] {
  const whole: StoredOutput[] = [];
  for (const piece of pieces) {
    const last = whole.at(-1);
    if (last && last.stream === piece.stream && piece.stream !== 'cut')
      whole[whole.length - 1] = { ...last, text: last.text + piece.text };
    else whole.push(piece);
  }
  return whole;
}
