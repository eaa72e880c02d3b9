import type { Browser, Page } from 'playwright-core';
import { errors } from 'playwright-core';

/** Limit for a page to show its rows. */
export const PATIENCE_MS = 180_000;

export interface View {
  /** Time from navigation until the rows are on the page. */
  readonly ms: number;
  /** Bytes received by then, compressed. */
  readonly bytes: number;
}

/**
 * Opens an address with an empty cache and waits until elements of the selector are visible; undefined if
 * they never are.
 */
export async function viewPage(browser: Browser, address: string, rows: string): Promise<View | undefined> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const received = await countBytes(page);
    const startedAt = performance.now();
    await page.goto(address, { waitUntil: 'commit', timeout: PATIENCE_MS });
    await page.locator(rows).first().waitFor({ timeout: PATIENCE_MS });
    return { ms: performance.now() - startedAt, bytes: received() };
  } catch (error) {
    if (error instanceof errors.TimeoutError) return undefined;
    throw error;
  } finally {
    await context.close();
  }
}

/** Bytes received so far of requests that have not ended. */
async function countBytes(page: Page): Promise<() => number> {
  const byRequest = new Map<string, number>();
  const network = await page.context().newCDPSession(page);
  network.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    byRequest.set(requestId, (byRequest.get(requestId) ?? 0) + encodedDataLength);
  });
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    byRequest.set(requestId, encodedDataLength);
  });
  await network.send('Network.enable');
  return () => [...byRequest.values()].reduce((sum, bytes) => sum + bytes, 0);
}
