import { resolve } from 'node:path';
import { SweepError } from '../../errors.ts';
import { trialAsSpec } from '../../export/yaml.ts';
import { findTrial, trialDetail } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { reading } from '../database.ts';
import { requireFree, unwritable } from '../exporting/freePath.ts';
import { refuseTableOptions } from '../exporting/tableFormat.ts';
import { exportTable, isTableName } from '../exporting/tables.ts';
import { invocation } from '../invocation.ts';
import { writeFileWhole } from '../output/wholeFile.ts';
import { fileWord } from '../shellWord.ts';

export interface ExportArguments {
  /** Or `trials` or `epochs`, which are tables. */
  readonly trial: string;
  readonly sweep?: string | undefined;
  readonly where?: string | undefined;
  readonly format?: string | undefined;
  readonly out?: string | undefined;
  readonly force?: boolean | undefined;
}

/** Writes a trial as a spec of one cell, or trials and epochs as a table. */
export function exportCommand(options: ExportArguments, context: Context): number | Promise<number> {
  if (isTableName(options.trial)) return exportTable(options.trial, options, context);
  refuseTableOptions(options.trial, options);
  if (options.sweep !== undefined && options.trial.includes('/')) {
    const message = `${options.trial} names its sweep, and so does --sweep ${options.sweep}.`;
    throw new SweepError('usage', message, 'Leave one of them.');
  }
  const trial = reading(context, (db) =>
    trialDetail(db, findTrial(db, options.trial, options.sweep).trialId),
  );
  const text = trialAsSpec(trial);
  if (options.out === undefined || options.out === '-') {
    if (context.json) context.printJson({ format: 'yaml', trial: trial.number, sweep: trial.sweep.id, text });
    else process.stdout.write(text);
    return 0;
  }
  const path = resolve(options.out);
  write(path, text, options.force === true);
  if (context.json) context.printJson({ format: 'yaml', trial: trial.number, sweep: trial.sweep.id, path });
  else
    context.print(
      `Wrote ${options.out}. Train it: ${invocation()} run ${fileWord(options.out)}${context.atDatabase}`,
    );
  return 0;
}

function write(path: string, text: string, overwrite: boolean): void {
  requireFree(path, overwrite);
  try {
    writeFileWhole(path, text);
  } catch (error) {
    throw unwritable(path, error);
  }
}
