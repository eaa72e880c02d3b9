import type { ParameterValue } from '../../configuration.ts';
import { narrow, writeCondition } from '../../store/index.ts';
import { type LeaderboardQuery, writeQuery } from '../addresses/query.ts';

/** Where a click on a value leads: to the rows that share it; undefined where no filter can say that. */
export type Narrowing = (key: string, value: ParameterValue | undefined) => string | undefined;

/** The links of one page, each written once however many rows share a value. */
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
