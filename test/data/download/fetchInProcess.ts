import { downloadDataset } from '../../../src/data/download.ts';
import type { Source } from '../../../src/data/source.ts';

/** A process that downloads; its two arguments are the surroundings and the source, as JSON. */
const [surroundings, source] = process.argv.slice(2).map((json) => JSON.parse(json)) as [never, Source];
await downloadDataset(surroundings, { onProgress: () => process.stdout.write('.') }, source);
