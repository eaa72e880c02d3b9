import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type RequestHandler, Router } from 'express';
import { packageFile } from '../package.ts';

const STYLES = ['style', 'charts', 'steering', 'trial', 'leaderboard', 'compare'];
const SCRIPTS = [
  'htmx.org/dist/htmx.min.js',
  'htmx-ext-sse/dist/sse.min.js',
  'idiomorph/dist/idiomorph-ext.min.js',
];

/** What every page loads, as one file of each kind: a browser waits for each of them. */
export function bundleRoutes(): Router {
  const styles = STYLES.map((name) => packageFile(`views/styles/${name}.css`));
  const scripts = SCRIPTS.map((module) => fileURLToPath(import.meta.resolve(module)));
  return Router()
    .get('/public/pages.css', bundle('css', styles, '\n'))
    .get('/public/pages.js', bundle('js', scripts, '\n;'));
}

function bundle(type: string, files: readonly string[], separator: string): RequestHandler {
  const text = files.map((file) => readFileSync(file, 'utf8')).join(separator);
  return (_request, response) => {
    response.type(type).set('Cache-Control', 'public, max-age=3600').send(text);
  };
}
