/** The state of a leaderboard page, all of it in its address. */
export interface LeaderboardQuery {
  /** `key:asc` or `key:desc`; by rank where absent. */
  readonly sort?: string | undefined;
  readonly where?: string | undefined;
  readonly by: 'configuration' | 'trial';
  /** Whether hidden rows are shown, too. */
  readonly hidden: boolean;
  /** From 1. */
  readonly page: number;
}

/** Reads a query string; what is not understood counts as absent. */
export function readQuery(query: Readonly<Record<string, unknown>>): LeaderboardQuery {
  const text = (key: string) =>
    typeof query[key] === 'string' && query[key] !== '' ? query[key] : undefined;
  const page = Number(text('page') ?? 1);
  return {
    sort: text('sort'),
    where: text('where'),
    by: query.by === 'trial' ? 'trial' : 'configuration',
    hidden: query.hidden === '1',
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

/** The query string for a state that differs from `query` in `change`; empty for the plain page. */
export function writeQuery(query: LeaderboardQuery, change: Partial<LeaderboardQuery> = {}): string {
  const { sort, where, by, hidden, page } = { ...query, ...change };
  const parameters = new URLSearchParams();
  if (sort) parameters.set('sort', sort);
  if (where) parameters.set('where', where);
  if (by === 'trial') parameters.set('by', by);
  if (hidden) parameters.set('hidden', '1');
  if (page > 1) parameters.set('page', String(page));
  const text = parameters.toString();
  return text === '' ? '?' : `?${text}`;
}
