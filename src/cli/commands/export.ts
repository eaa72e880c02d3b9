import { findFormat } from '../../export/index.ts';
import type { Context } from '../context.ts';
import { formatOfEnding } from '../exporting/endings.ts';
import { type ExportOptions, exportModel } from '../exporting/exportModel.ts';
import { refuseTableOptions } from '../exporting/tableFormat.ts';
import { exportTable, isTableName } from '../exporting/tables.ts';

export interface ExportArguments extends ExportOptions {
  /** A filter, for tables only. */
  readonly where?: string | undefined;
  readonly format?: string | undefined;
}

/** Exports a trial as something to run, or trials and epochs as a table. */
export async function exportCommand(options: ExportArguments, context: Context): Promise<number> {
  if (isTableName(options.trial)) return exportTable(options.trial, options, context);
  refuseTableOptions(options.trial, options);
  const { format: named, out } = options;
  const ofEnding = named === undefined && out !== undefined ? await formatOfEnding(out) : undefined;
  const format = ofEnding ?? findFormat(named ?? 'yaml')!;
  return exportModel(await format.load(), options, context);
}
