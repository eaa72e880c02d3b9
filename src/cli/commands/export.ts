import { SweepError } from '../../errors.ts';
import { FORMATS, findFormat } from '../../export/index.ts';
import type { Context } from '../context.ts';
import { type ExportOptions, exportModel } from '../exporting/exportModel.ts';

export interface ExportArguments extends ExportOptions {
  readonly format: string;
}

/** Takes a trial away as something to run. */
export async function exportCommand(options: ExportArguments, context: Context): Promise<number> {
  const format = findFormat(options.format);
  if (!format) {
    const names = FORMATS.map(({ name }) => name).join(', ');
    throw new SweepError('usage', `A trial has no format ${options.format}.`, `It has ${names}.`);
  }
  return exportModel(await format.load(), options, context);
}
