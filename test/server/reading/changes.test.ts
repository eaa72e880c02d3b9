import { EventEmitter } from 'node:events';
import type { Response } from 'express';
import { expect, it, onTestFinished } from 'vitest';
import { Changes } from '../../../src/server/reading/changes.ts';
import { DatabaseReader } from '../../../src/server/reading/databaseReader.ts';
import { openDashboard, seed } from '../dashboard.ts';

/** A connection whose other side reads or does not, as express sees it. */
class Connection extends EventEmitter {
  sent = '';
  isGone = false;
  readonly writableNeedDrain: boolean;

  constructor(isSlow: boolean) {
    super();
    this.writableNeedDrain = isSlow;
  }

  writeHead(): void {}

  write(text: string): void {
    this.sent += text;
  }

  destroy(): void {
    this.isGone = true;
    this.emit('close');
  }

  end(): void {
    this.emit('close');
  }
}

it('a reader that does not take what it is told is dropped, and the others hear on', async () => {
  const dashboard = await openDashboard();
  const { advance } = seed(dashboard.writer());
  const reader = new DatabaseReader(dashboard.database);
  const changes = new Changes(reader);
  onTestFinished(() => {
    changes.close();
    reader.close();
  });
  const [slow, quick] = [new Connection(true), new Connection(false)];
  for (const each of [slow, quick]) changes.listen(each as unknown as Response, changes.token());
  advance();
  await expect.poll(() => quick.sent, { timeout: 5000 }).toContain('event: changed');
  expect(slow.isGone).toBe(true);
  expect(quick.isGone).toBe(false);
  expect(slow.sent).not.toContain('event: changed');
});
