#!/usr/bin/env node
import { existsSync } from 'node:fs';

// Node would open its debugger on a port, for whoever is on this machine.
process.on('SIGUSR1', () => {});

const entry = new URL('../dist/cli/main.js', import.meta.url);
if (existsSync(entry)) {
  // Before the program, whose files are many.
  const { lackOfFiles } = await import('../dist/openFiles.js');
  const args = process.argv.slice(2);
  try {
    const { main } = await import(entry.href);
    await main(args);
  } catch (error) {
    const message = `sweep could not be loaded: ${error?.message ?? error}`;
    report(lackOfFiles(error) ?? { code: 'internal', message, hint: 'Install it again.' }, args);
    if (process.env.SWEEP_DEBUG || args.includes('--debug')) console.error(error);
  }
} else {
  report(
    {
      code: 'not_built',
      message: 'sweep is not built yet.',
      hint: 'Run `npm ci && npm run build` in its folder first.',
    },
    process.argv.slice(2),
  );
}

/** As the program reports its errors, which could not be loaded. */
function report({ code, message, hint }, args) {
  const text = args.includes('--json')
    ? JSON.stringify({ error: { code, message, hint } })
    : `error (${code}): ${message}\n  ${hint}`;
  process.stderr.write(`${text}\n`);
  process.exitCode = 2;
}
