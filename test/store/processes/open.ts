/** Waits for the gate file, then creates one database after another at the same moment as its siblings. */
import { existsSync } from 'node:fs';
import { createSweepStore, openDatabase } from '../../../src/store/index.ts';

const [gate, start, ...paths] = process.argv.slice(2);
process.stdout.write('ready\n');
while (!existsSync(gate!));
for (const path of paths) {
  const db = openDatabase(path);
  createSweepStore(db).beginSweep(JSON.parse(start!)).end('completed');
  db.close();
}
