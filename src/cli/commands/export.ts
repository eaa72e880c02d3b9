import { lstatSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { SweepError, systemCode } from '../../errors.ts';
import { trialAsSpec } from '../../export/yaml.ts';
import { findTrial, trialDetail } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { reading } from '../database.ts';
import { invocation } from '../invocation.ts';
import { writeFileWhole } from '../output/wholeFile.ts';
import { fileWord } from '../shellWord.ts';

export interface ExportArguments {
  readonly trial: string;
  readonly sweep?: string | undefined;
  readonly format: 'yaml';
  readonly out?: string | undefined;
  readonly force?: boolean | undefined;
}

/** Writes a trial as a spec of one cell. */
export function exportCommand(options: ExportArguments, context: Context): number {
  if (options.sweep !== undefined && options.trial.includes('/')) {
    const message = `${options.trial} names its sweep, and so does --sweep ${options.sweep}.`;
    throw new SweepError('usage', message, 'Leave one of them.');
  }
  const trial = reading(context, (db) =>
    trialDetail(db, findTrial(db, options.trial, options.sweep).trialId),
  );
  const text = trialAsSpec(trial);
  if (options.out === undefined || options.out === '-') {
    if (context.json)
      context.printJson({ format: options.format, trial: trial.number, sweep: trial.sweep.id, text });
    else process.stdout.write(text);
    return 0;
  }
  const path = resolve(options.out);
  write(path, text, options.force === true);
  if (context.json)
    context.printJson({ format: options.format, trial: trial.number, sweep: trial.sweep.id, path });
  else
    context.print(
      `Wrote ${options.out}. Train it: ${invocation()} run ${fileWord(options.out)}${context.atDatabase}`,
    );
  return 0;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is a file',
  ENOSPC: 'the disk is full',
  EDQUOT: "the user's share of the disk is used up",
  EFBIG: 'files may not grow so large (`ulimit -f`)',
  EROFS: 'the disk is read-only',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENAMETOOLONG: 'its name is too long',
};

function write(path: string, text: string, overwrite: boolean): void {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new SweepError('export_failed', `${path} is a folder.`, 'Give --out the name of a file.');
  }
  if (there && !overwrite) {
    throw new SweepError(
      'export_failed',
      `${path} exists.`,
      'Choose another --out, or overwrite it with --force.',
    );
  }
  try {
    writeFileWhole(path, text);
  } catch (error) {
    const why = REASONS[systemCode(error) ?? ''] ?? String(error);
    const message = `${path} cannot be written: ${why}.`;
    throw new SweepError('export_failed', message, 'Choose another --out.', error);
  }
}
