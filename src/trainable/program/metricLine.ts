import { stripVTControlCharacters } from 'node:util';
import type { MetricValues } from '../../metric/metric.ts';

/** No metric has a longer name, and an object with more metrics is not read. */
const MOST_NAME_LENGTH = 256;
const MOST_METRICS = 10_000;
const MOST_LEVELS = 16;

/**
 * Marks, as a string, values that Python's json writes and JSON has no word for; a NUL occurs in no name that
 * people write.
 */
const MARK = '\u0000';
const NO_JSON = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g;

/** The metrics that a line of output reports; undefined if it is only output. */
export function readMetricLine(line: string): MetricValues | undefined {
  // A progress bar returns to the beginning of its line without ending it.
  const shown = line.slice(line.trimEnd().lastIndexOf('\r') + 1).trim();
  const text = shown.startsWith('\u001b') ? stripVTControlCharacters(shown).trim() : shown;
  return text.startsWith('{') && text.endsWith('}') ? metricsOf(parseJson(text)) : undefined;
}

/** JSON as Python writes it: NaN, Infinity and -Infinity are numbers. Undefined if it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    if (!/NaN|Infinity/.test(text)) return undefined;
  }
  try {
    return JSON.parse(
      text.replace(NO_JSON, (found) => (found.startsWith('"') ? found : JSON.stringify(MARK + found))),
    );
  } catch {
    return undefined;
  }
}

/** All numbers of an object, nested ones under dotted names; undefined if there are none. */
export function metricsOf(value: unknown): MetricValues | undefined {
  if (!isObject(value)) return undefined;
  const found: [string, number][] = [];
  collect(value, '', 0, found);
  return found.length > 0 && found.length <= MOST_METRICS ? Object.fromEntries(found) : undefined;
}

function collect(
  from: Record<string, unknown>,
  prefix: string,
  depth: number,
  into: [string, number][],
): void {
  // W&B's pictures, tables and histograms are no metrics.
  if (typeof from._type === 'string') return;
  for (const [key, value] of Object.entries(from)) {
    const name = prefix + key;
    if (key === '' || name.length > MOST_NAME_LENGTH || into.length > MOST_METRICS) continue;
    if (typeof value === 'number') into.push([name, value]);
    else if (typeof value === 'string' && value.startsWith(MARK)) into.push([name, Number(value.slice(1))]);
    else if (isObject(value) && depth < MOST_LEVELS) collect(value, `${name}.`, depth + 1, into);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
