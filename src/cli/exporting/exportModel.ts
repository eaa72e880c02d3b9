import { setImmediate } from 'node:timers/promises';
import { SweepError } from '../../errors.ts';
import type { Exporter } from '../../export/exporter.ts';
import type { TrialDetail } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { onInterrupt } from '../interrupt.ts';
import { outputs } from '../output/outputs.ts';
import { writeFileWhole } from '../output/wholeFile.ts';
import { writeFolderWhole } from '../output/wholeFolder.ts';
import { writingTo } from '../output/writingTo.ts';
import { type Made, makeFiles } from './makeFiles.ts';
import { choosePlace, type Place, requireMainFile, requirePlace } from './place.ts';
import { readTrial, requireCompleted, type TrialWords } from './readTrial.ts';
import { exportAsJson, reportWritten } from './reportWritten.ts';

export interface ExportOptions extends TrialWords {
  readonly out?: string | undefined;
  readonly force?: boolean | undefined;
}

/** Exports a trial in a format: to standard output, into a file or into a folder. */
export async function exportModel(
  exporter: Exporter,
  options: ExportOptions,
  context: Context,
): Promise<number> {
  const trial = readTrial(options, context);
  const { out, force } = options;
  const place = await choosePlace(exporter, { out, force, sweep: trial.sweep.name, trial: trial.number });
  const mainFile = place.kind === 'folder' ? undefined : requireMainFile(exporter, out ?? '-');
  const isSpec = exporter.needs === 'trial' && exporter.card === undefined && mainFile !== undefined;
  if (!isSpec) requireCompleted(trial, place.kind === 'folder' ? { title: 'folder' } : exporter);
  if (place.kind === 'output') await print(exporter, trial, mainFile!, context);
  else {
    outputs.workGoesOn();
    const isStream = place.kind === 'file' && place.isStream;
    const made = await makeUnlessStopped(exporter, trial, mainFile, context, (files) => {
      if (isStream) return;
      requirePlace(place, force === true, exporter);
      write(place, files);
    });
    // The reader of a pipe may never come: a signal ends the wait as usual.
    if (isStream) write(place, made);
    reportWritten(exporter, trial, made, place, context);
  }
  return 0;
}

/** A signal before the writing leaves nothing there; one during it leaves the complete result. */
async function makeUnlessStopped(
  exporter: Exporter,
  trial: TrialDetail,
  mainFile: string | undefined,
  context: Context,
  use: (made: Made) => void,
): Promise<Made> {
  const interrupt = onInterrupt(() =>
    context.note('Stopping: nothing is written. Ctrl-C again leaves at once.'),
  );
  try {
    const made = await makeFiles(exporter, trial, mainFile, context, interrupt.signal);
    // Delivers signals that came while files were made: the first turn may be past polling for them.
    await setImmediate();
    await setImmediate();
    if (interrupt.signal.aborted) {
      throw new SweepError('interrupted', 'Stopped; nothing was written.', 'The same command begins anew.');
    }
    use(made);
    return made;
  } finally {
    interrupt.dispose();
  }
}

function write(place: Exclude<Place, { kind: 'output' }>, { files }: Made): void {
  writingTo(place.path, () => {
    if (place.kind === 'folder') writeFolderWhole(place.path, files);
    else writeFileWhole(place.path, files[0]!.content);
  });
}

async function print(
  exporter: Exporter,
  trial: TrialDetail,
  mainFile: string,
  context: Context,
): Promise<void> {
  // Checked before anything is trained: a format with weights is no text.
  requireText(exporter, exporter.needs !== 'weights', context);
  const made = await makeUnlessStopped(exporter, trial, mainFile, context, () => {});
  const { content } = made.files[0]!;
  requireText(exporter, typeof content === 'string', context);
  if (context.json) context.printJson({ ...exportAsJson(exporter, trial, made), text: content });
  else process.stdout.write(content);
}

function requireText({ name }: Exporter, isText: boolean, { json }: Context): void {
  if (isText || !(json || process.stdout.isTTY)) return;
  const message = json
    ? `The format ${name} is no text, and --json uses standard output.`
    : `The format ${name} is no text that a terminal could show.`;
  const hint = json
    ? 'Leave --json, or give --out a name.'
    : 'Give --out a name, or send the output into a file.';
  throw new SweepError('usage', message, hint);
}
