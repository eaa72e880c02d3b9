import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PATHS = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
/**
 * Options to run as root in containers, to draw without a graphics card, and to ask nothing of other hosts.
 */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
];

/** Starts the system's Chromium, or the one that `CHROMIUM_PATH` names; throws if there is none. */
export function launchChromium(): Promise<Browser> {
  const executablePath = PATHS.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error('Chromium is needed here: install it, or set CHROMIUM_PATH.');
  return chromium.launch({ executablePath, args: ARGS });
}
