import { refusal } from './legalValue.ts';
import type { Report } from './report.ts';
import type { Method } from './spec.ts';
import { type MappingTree, type Path, plain, type Tree } from './yaml/tree.ts';

const RULE = 'must be the name or id of a sweep, or a list of them such as [first-try, 3]';

/** `learn_from` of a spec: names and ids of sweeps, each once; undefined if there is none. */
export function readLearnFrom(
  root: MappingTree,
  method: Method | undefined,
  report: Report,
): readonly string[] | undefined {
  const entry = root.entries.get('learn_from');
  if (!entry) return undefined;
  const { keyPlace, value } = entry;
  const path: Path = ['learn_from'];
  if (value.type === 'list' && value.items.length === 0)
    report.error(value.place, path, refusal('learn_from', RULE, []));
  const parts: (readonly [Tree, Path])[] =
    value.type === 'list' ? value.items.map((item, index) => [item, [...path, index]]) : [[value, path]];
  const named = parts.flatMap(([part, at]) => {
    const written = plain(part);
    const isName = typeof written === 'string' && written.trim() !== '';
    if (isName || Number.isSafeInteger(written)) return [String(written)];
    const place = written === null && value.type !== 'list' ? keyPlace : part.place;
    report.error(place, at, refusal('learn_from', RULE, written));
    return [];
  });
  if (method !== undefined && method !== 'bayes') {
    const message = `learn_from is for method bayes, which learns; this sweep's method is ${method}`;
    report.error(keyPlace, path, message, 'Use method: bayes, or remove learn_from.');
  }
  return [...new Set(named)];
}
