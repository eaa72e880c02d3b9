import type { Metric } from '../metric/metric.ts';
import type { Dialect, OwnFields } from './dialect.ts';
import { DIALECTS } from './dialects.ts';
import { readEarlyTerminate } from './earlyTerminate/read.ts';
import type { EarlyTerminate } from './earlyTerminate/settings.ts';
import type { Fields } from './fields.ts';
import { FIELDS, keysOf } from './fields.ts';
import { type Finals, readFinals } from './finals.ts';
import { readMetric, readTarget } from './metric.ts';
import { isName, LONGEST_NAME } from './name.ts';
import { read, refuseUnknownKeys } from './readEntry.ts';
import type { Report } from './report.ts';
import { METHODS } from './spec.ts';
import { readStopWhen } from './stopWhen.ts';
import { synonymOf } from './synonyms.ts';
import { UNUSED_KEYS, warnOfUnused } from './unusedKeys.ts';
import type { Entry, MappingTree } from './yaml/tree.ts';
import { plain } from './yaml/tree.ts';

export interface TopLevel {
  readonly fields: Fields;
  /** The values of the dialect's own keys. */
  readonly own: OwnFields;
  readonly metric: Metric | undefined;
  readonly target: number | undefined;
  readonly noGainIn: number | undefined;
  readonly earlyTerminate: EarlyTerminate | undefined;
  readonly finals: Finals | undefined;
}

/** Reads all top-level keys except `parameters`, and reports unknown ones. */
export function readTopLevel(root: MappingTree, dialect: Dialect, report: Report): TopLevel {
  warnOfUnused(root, report);
  const legal = keysOf(dialect);
  const judged = withoutKeys(root, UNUSED_KEYS);
  refuseUnknownKeys(judged, legal, [], report, (key) => misplaced(key, root, dialect, legal));
  const fields: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(FIELDS)) {
    const entry = root.entries.get(key);
    if (!entry) continue;
    if (key === 'name' && dialect.fromWandb && plain(entry.value) === '') continue;
    fields[key] =
      (key === 'name' && dialect.fromWandb && mendedName(entry, report)) ||
      read(schema, entry, [key], report);
  }
  judgeMethodKeys(root, fields as Fields, report);
  const own: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(dialect.fields)) {
    const entry = root.entries.get(key);
    if (!entry) continue;
    const inner = Object.hasOwn(dialect.innerKeys, key) ? dialect.innerKeys[key] : undefined;
    if (entry.value.type === 'mapping' && inner) refuseUnknownKeys(entry.value, inner, [key], report);
    own[key] = read(schema, entry, [key], report);
  }
  if (!root.entries.has('method')) {
    const message = `method is missing: it must be one of ${METHODS.join(', ')}`;
    report.error(root.place, ['method'], message, 'Such as "method: grid", which tries every combination.');
  }
  const stopping = root.entries.get('early_terminate');
  return {
    fields: fields as Fields,
    own,
    metric: readMetric(root, dialect, report),
    target: readTarget(root, report),
    noGainIn: readStopWhen(root, report),
    earlyTerminate: stopping && readEarlyTerminate(stopping, report),
    finals: readFinals(root, report),
  };
}

/** `order` belongs to a grid, `design` to a random search. */
function judgeMethodKeys(root: MappingTree, { method }: Fields, report: Report): void {
  for (const [key, owner] of [
    ['order', 'grid'],
    ['design', 'random'],
  ] as const) {
    const entry = root.entries.get(key);
    if (!entry || !method || method === owner) continue;
    report.error(entry.keyPlace, [key], `${key} is for method ${owner}; this sweep's method is ${method}`);
  }
}

/** The name of a W&B sweep, which may be any text, changed to one that commands accept. */
function mendedName({ value }: Entry, report: Report): string | undefined {
  const written = plain(value);
  if (isName(written) || (typeof written !== 'string' && typeof written !== 'number')) return undefined;
  const text = String(written)
    .replaceAll(/[/\p{Cc}]+/gu, '-')
    .slice(0, LONGEST_NAME)
    .trim();
  const mended = /^\d+$/.test(text) ? `sweep-${text}`.slice(0, LONGEST_NAME) : text;
  if (!isName(mended)) return undefined;
  report.warning(
    value.place,
    ['name'],
    `The sweep is called ${mended} here: names stand in commands, as in sweep show NAME/3`,
  );
  return mended;
}

function withoutKeys(mapping: MappingTree, keys: readonly string[]): MappingTree {
  return { ...mapping, entries: new Map([...mapping.entries].filter(([key]) => !keys.includes(key))) };
}

function misplaced(
  key: string,
  root: MappingTree,
  dialect: Dialect,
  legal: readonly string[],
): { readonly message: string; readonly hint: string } | undefined {
  if (key === 'metrics') {
    return {
      message: 'metrics is not supported: a sweep ranks by one metric',
      hint: 'Use metric with a single metric.',
    };
  }
  const names = dialect.parameterNames;
  const meant = names && synonymOf(key, names);
  if (dialect.parameter(key) && names) {
    return {
      message: `${key} is a parameter and belongs under parameters`,
      hint: 'Move the line below "parameters:" and indent it by two spaces.',
    };
  }
  if (meant !== undefined && synonymOf(key, legal) === undefined) {
    return {
      message: `${key} is no key of a spec`,
      hint: `The parameter ${meant} means the same; it belongs below "parameters:".`,
    };
  }
  const owner = DIALECTS.find(({ fields, groups }) => Object.hasOwn(fields, key) || groups.includes(key));
  if (!owner) return undefined;
  const sign = dialect.signs.find((each) => root.entries.has(each)) ?? 'program';
  return {
    message: `${key} belongs to a spec that ${owner.does}; this one ${dialect.does}`,
    hint:
      owner.signs.length > 0
        ? `Remove it, or add ${owner.signs[0]}.`
        : `Remove it, or pass it on as a parameter; without ${sign}, the spec ${owner.does}.`,
  };
}
