import { choice, integer } from '../model/value.ts';
import { refusal, schemaOf } from './legalValue.ts';
import { read, refuseUnknownKeys } from './readEntry.ts';
import type { Report } from './report.ts';
import type { Hyperband } from './spec.ts';
import type { MappingTree } from './yaml/tree.ts';
import { plain } from './yaml/tree.ts';

const count = schemaOf<number>(integer(1, 1_000_000_000));

/** W&B's keys; `type` is required. */
const KEYS = {
  type: schemaOf<'hyperband'>({ ...choice(['hyperband']), description: 'hyperband' }),
  min_iter: count,
  max_iter: count,
  s: schemaOf<number>(integer(1, 100)),
  eta: schemaOf<number>({
    description: 'a number above 1',
    accepts: (value) => Number.isFinite(value) && Number(value) > 1,
  }),
  strict: schemaOf<boolean>({ description: 'true or false', accepts: (value) => typeof value === 'boolean' }),
};

/** `early_terminate` of a spec, by W&B's rules; undefined where there is none or it is wrong. */
export function readEarlyTerminate(root: MappingTree, report: Report): Hyperband | undefined {
  const entry = root.entries.get('early_terminate');
  if (!entry) return undefined;
  const path = ['early_terminate'];
  const { value: tree, keyPlace } = entry;
  if (tree.type !== 'mapping') {
    const rule = 'must be a mapping such as {type: hyperband, min_iter: 3}';
    report.error(tree.place, path, refusal('early_terminate', rule, plain(tree)));
    return undefined;
  }
  refuseUnknownKeys(tree, Object.keys(KEYS), path, report);
  const values: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(KEYS)) {
    const part = tree.entries.get(key);
    if (part) values[key] = read(schema, part, [...path, key], report);
  }
  const has = (key: string) => tree.entries.has(key);
  if (!has('type')) {
    report.error(keyPlace, [...path, 'type'], 'early_terminate.type is missing: it must be hyperband');
    return undefined;
  }
  if (!has('min_iter') && !(has('max_iter') && has('s'))) {
    const message =
      'early_terminate needs min_iter, or max_iter with s: they say at which steps trials are compared';
    report.error(keyPlace, path, message, 'Such as {type: hyperband, min_iter: 3}.');
    return undefined;
  }
  const { min_iter: minIter, max_iter: maxIter, s, eta = 3, strict = true } = values;
  if (Object.keys(KEYS).some((key) => has(key) && values[key] === undefined)) return undefined;
  report.warning(keyPlace, path, 'early_terminate has no effect yet: every trial runs to its end');
  return {
    type: 'hyperband',
    ...(minIter === undefined ? {} : { minIter: Number(minIter) }),
    ...(maxIter === undefined ? {} : { maxIter: Number(maxIter) }),
    ...(s === undefined ? {} : { s: Number(s) }),
    eta: Number(eta),
    strict: strict === true,
  };
}
