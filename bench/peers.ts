import { COMPARISONS, GOALS, verdict } from './goals.ts';
import type { Row } from './peers/compare.ts';
import { compare, Peers } from './peers/compare.ts';
import { PINNING } from './peers/pin.ts';
import { tableOf } from './peers/table.ts';

/** Our training steps beside those of the peers; an argument chooses the works whose name contains it. */
const wanted = process.argv[2] ?? '';
const chosen = COMPARISONS.filter(({ name, task }) => task === 'step' && name.includes(wanted));
if (chosen.length === 0)
  console.log(`No such work. There are ${COMPARISONS.map(({ name }) => name).join(', ')}.`);

const peers = new Peers();
const rows: Row[] = [];
console.log(`one thread each, ${PINNING}`);
for (const comparison of chosen) rows.push(...(await compare(comparison, peers)));
peers.close();
console.log(tableOf(rows));

const ownMs = (work: string) => rows.find((row) => row.work === work && row.oursMs !== undefined)?.oursMs;
const [small, large] = [ownMs('cnn-32'), ownMs('cnn-512')];
if (small && large) console.log(verdict(GOALS.epoch, large / 512 / (small / 32)));
