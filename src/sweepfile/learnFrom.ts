import { dirname, resolve } from 'node:path';
import { refusal } from './legalValue.ts';
import { refuseUnknownKeys } from './readEntry.ts';
import type { Report } from './report.ts';
import type { Method } from './spec.ts';
import { type Entry, type MappingTree, type Path, plain, type Tree } from './yaml/tree.ts';

/** A sweep of another database. */
export interface SweepElsewhere {
  /** Its name or id there. */
  readonly sweep: string;
  /** As the spec writes it, such as `../last-year/runs.db`. */
  readonly database: string;
  /** The same as an absolute path. */
  readonly path: string;
}

/** Names or ids of sweeps in the sweep's own database, and sweeps of others. */
export type LearnFrom = readonly (string | SweepElsewhere)[];

const RULE =
  'must be the name or id of a sweep, {sweep: first-try, database: other.db}, or a list of these such as [first-try, 3]';

/** `learn_from` of a spec: each sweep once; undefined if there is none. */
export function readLearnFrom(
  root: MappingTree,
  method: Method | undefined,
  file: string,
  report: Report,
): LearnFrom | undefined {
  const entry = root.entries.get('learn_from');
  if (!entry) return undefined;
  const { keyPlace, value } = entry;
  const path: Path = ['learn_from'];
  if (value.type === 'list' && value.items.length === 0)
    report.error(value.place, path, refusal('learn_from', RULE, []));
  const parts: (readonly [Tree, Path])[] =
    value.type === 'list' ? value.items.map((item, index) => [item, [...path, index]]) : [[value, path]];
  const named = parts.flatMap(([part, at]): LearnFrom => {
    const place = plain(part) === null && value.type !== 'list' ? keyPlace : part.place;
    if (part.type === 'mapping') return readElsewhere(part, at, file, report);
    const name = nameOf(part);
    if (name !== undefined) return [name];
    report.error(place, at, refusal('learn_from', RULE, plain(part)));
    return [];
  });
  if (method !== undefined && method !== 'bayes') {
    const message = `learn_from is for method bayes, which learns; this sweep's method is ${method}`;
    report.error(keyPlace, path, message, 'Use method: bayes, or remove learn_from.');
  }
  return [...new Map(named.map((each) => [JSON.stringify(each), each])).values()];
}

/** The sweeps as the spec writes them, wherever its folder lies. */
export function asWritten(learnFrom: LearnFrom): (string | Omit<SweepElsewhere, 'path'>)[] {
  return learnFrom.map((each) => {
    if (typeof each === 'string') return each;
    const { sweep, database } = each;
    return { sweep, database };
  });
}

/** Empty if it is wrong; without `database`, it is the name alone. */
function readElsewhere(mapping: MappingTree, at: Path, file: string, report: Report): LearnFrom {
  refuseUnknownKeys(mapping, ['sweep', 'database'], at, report);
  const part = (key: string, rule: string, read: (tree: Tree) => string | undefined) => {
    const entry: Entry | undefined = mapping.entries.get(key);
    const found = entry && read(entry.value);
    if (entry && found === undefined)
      report.error(entry.value.place, [...at, key], refusal(`learn_from.${key}`, rule, plain(entry.value)));
    return found;
  };
  const sweep = part('sweep', 'must be the name or id of a sweep', nameOf);
  const database = part('database', 'must be the path of a database, such as ../other/runs.db', textOf);
  if (!mapping.entries.has('sweep'))
    report.error(
      mapping.place,
      [...at, 'sweep'],
      'learn_from.sweep is missing: it must be the name or id of a sweep',
      'Such as {sweep: first-try, database: other.db}.',
    );
  if (sweep === undefined || (database === undefined && mapping.entries.has('database'))) return [];
  if (database === undefined) return [sweep];
  return [{ sweep, database, path: resolve(dirname(resolve(file)), database) }];
}

function nameOf(tree: Tree): string | undefined {
  const written = plain(tree);
  return Number.isSafeInteger(written) ? String(written) : textOf(tree);
}

function textOf(tree: Tree): string | undefined {
  const written = plain(tree);
  return typeof written === 'string' && written.trim() !== '' ? written : undefined;
}
