#!/usr/bin/env node
import { existsSync } from 'node:fs';

// Node would open its debugger on a port, for whoever is on this machine.
process.on('SIGUSR1', () => {});

const entry = new URL('../dist/cli/main.js', import.meta.url);
if (existsSync(entry)) {
  const { main } = await import(entry.href);
  await main(process.argv.slice(2));
} else {
  console.error('sweep is not built yet. Run `npm ci && npm run build` in its folder first.');
  process.exitCode = 2;
}
