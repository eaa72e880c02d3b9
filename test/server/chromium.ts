import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';

const PATHS = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/**
 * Chromium for the tests of a file. The function that it gives opens a page which fails the test on any error in its
 * console, such as a breach of the Content-Security-Policy, but for those that are expected.
 */
export function useChromium(): (options?: BrowserContextOptions, expected?: RegExp) => Promise<Page> {
  let browser: Browser;
  beforeAll(async () => {
    const executablePath = PATHS.find((path) => path && existsSync(path));
    if (!executablePath) throw new Error('These tests need Chromium: install it, or set CHROMIUM_PATH.');
    const args = [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
    ];
    browser = await chromium.launch({ executablePath, args });
  });
  afterAll(() => browser?.close());
  return async (options = {}, expected) => {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !expected?.test(message.text())) errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(error.message));
    onTestFinished(async () => {
      await context.close();
      expect(errors).toEqual([]);
    });
    return page;
  };
}
