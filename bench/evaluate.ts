import { COMPARISONS } from './goals.ts';
import type { Row } from './peers/compare.ts';
import { compare, Peers } from './peers/compare.ts';
import { PINNING } from './peers/pin.ts';
import { tableOf } from './peers/table.ts';

/** Times the scoring of 10,000 images, ours beside the peers. */
const peers = new Peers();
const rows: Row[] = [];
console.log(`one thread each, ${PINNING}`);
for (const comparison of COMPARISONS) {
  if (comparison.task === 'evaluate') rows.push(...(await compare(comparison, peers)));
}
peers.close();
console.log(tableOf(rows));
