import type { Given, Node } from '../graphql/execute.ts';

/** One page of a longer list in Relay's form; the cursor is the index in the list. */
export function connection<Item>(items: readonly Item[], given: Given, node: (item: Item) => Node): Node {
  const from = Math.max(0, Number(given.after ?? given.cursor ?? 0) || 0);
  const most = Math.min(Math.max(1, Number(given.first ?? 1000) || 1), 10_000);
  const page = items.slice(from, from + most);
  const end = from + page.length;
  return {
    totalCount: items.length,
    edges: page.map((item, index) => ({ cursor: String(from + index + 1), node: node(item) })),
    pageInfo: {
      __typename: 'PageInfo',
      endCursor: page.length > 0 ? String(end) : null,
      hasNextPage: end < items.length,
      hasPreviousPage: from > 0,
      startCursor: page.length > 0 ? String(from + 1) : null,
    },
  };
}
