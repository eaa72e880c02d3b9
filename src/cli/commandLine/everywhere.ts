import { flag, text } from './option.ts';

/** The options that every command takes. */
export const EVERYWHERE = {
  db: text('Database file (default: SWEEP_DB, or else runs.db in this folder)'),
  json: flag('JSON on standard output, all else on standard error'),
  wide: flag('Whole tables, however wide the terminal is'),
  color: flag('Colours; --no-color or NO_COLOR turns them off'),
  debug: flag('Stack traces with errors (also SWEEP_DEBUG=1)'),
  help: flag('Show help (-h)'),
  version: flag('Show the version'),
};
