import type { ParameterValue } from '../../configuration.ts';
import { narrow, writeCondition } from '../../store/index.ts';
import { type LeaderboardQuery, writeQuery } from '../addresses/query.ts';

/** The address of the rows that share a value; undefined if no filter can select them. */
export type Narrowing = (key: string, value: ParameterValue | undefined) => string | undefined;

/** The links of one page; each is written once, however many rows share the value. */
export function narrowing(query: LeaderboardQuery): Narrowing {
  const written = new Map<string, string>();
  return (key, value) => {
    const condition = writeCondition(key, value);
    if (condition === undefined) return undefined;
    const known = written.get(condition);
    if (known !== undefined) return known;
    const href = writeQuery(query, { where: narrow(query.where, condition), group: undefined, page: 1 });
    written.set(condition, href);
    return href;
  };
}
