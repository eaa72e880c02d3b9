import { SweepError } from '../../errors.ts';
import { shortened } from '../../printable.ts';
import { Abandoned, Report } from '../report.ts';
import { readAsWandb } from '../yaml/readAsWandb.ts';
import { readValue } from '../yaml/readValue.ts';
import type { MappingTree, Place } from '../yaml/tree.ts';
import { readEarlyTerminate } from './read.ts';
import type { EarlyTerminate } from './settings.ts';

/**
 * An option of the command line, in the form of `early_terminate` in a spec: `{type: asha, min_iter: 1}`, or
 * the name of a kind alone.
 * @throws SweepError `usage` with all mistakes.
 */
export function parseEarlyTerminate(text: string, option: string): EarlyTerminate {
  const report = new Report(text);
  const settings = readText(text, { option: `${option} ${shortened(text, 60)}` }, report);
  const problems = report.problems('error');
  if (settings && problems.length === 0) return settings;
  const messages = problems.map(({ message }) => message);
  const hint = problems.find((problem) => problem.hint)?.hint;
  throw new SweepError('usage', `${option} ${shortened(text, 60)}: ${messages.join('; ')}.`, hint);
}

function readText(text: string, place: Place, report: Report): EarlyTerminate | undefined {
  try {
    const hint = `Quote it for the shell, such as --early-terminate "{type: asha, min_iter: 1}".`;
    const value = readValue(text, place, report, hint);
    if (!value) return undefined;
    const root: MappingTree = {
      type: 'mapping',
      place,
      entries: new Map([['early_terminate', { keyPlace: place, value }]]),
    };
    return readEarlyTerminate(readAsWandb(root, false, report).entries.get('early_terminate')!, report);
  } catch (error) {
    if (error instanceof Abandoned) return undefined;
    throw error;
  }
}
