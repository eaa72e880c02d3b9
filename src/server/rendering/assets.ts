import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Router } from 'express';
import { packageFile } from '../../package.ts';

const STYLES = [
  'style',
  'sweeps',
  'charts',
  'steering',
  'trial',
  'program',
  'leaderboard',
  'toolbar',
  'workspace',
  'compare',
  'exports',
];
const LIBRARIES = [
  'htmx.org/dist/htmx.min.js',
  'htmx-ext-sse/dist/sse.min.js',
  'idiomorph/dist/idiomorph-ext.min.js',
];
const YEAR_S = 31_536_000;

/**
 * The files that pages load, by name. Files that every page needs are joined into one of each kind: a browser
 * waits for each file.
 */
const FILES: Readonly<Record<string, () => string[]>> = {
  'pages.css': () => STYLES.map((name) => packageFile(`views/styles/${name}.css`)),
  'pages.js': () => [
    ...LIBRARIES.map(moduleFile),
    ...['forms', 'connection'].map((name) => packageFile(`views/public/${name}.js`)),
  ],
  'echarts.min.js': () => [moduleFile('echarts/dist/echarts.min.js')],
  'charts.js': () => ['brush', 'charts'].map((name) => packageFile(`views/public/${name}.js`)),
  'filter.js': () => [packageFile('views/public/filter.js')],
  'board.js': () => [packageFile('views/public/board.js')],
  'liveInputs.js': () => [packageFile('views/public/liveInputs.js')],
  'site.css': () => [packageFile('views/styles/site.css')],
  'icon.svg': () => [packageFile('views/public/icon.svg')],
};

interface Asset {
  readonly content: Buffer;
  /** The hash of its content, as its address has it. */
  readonly version: string;
}

const read = new Map<string, Asset>();

/** The address of a file, which never changes its content: other content has another address. */
export function assetHref(name: string): string {
  return `/public/${name}?v=${assetNamed(name)?.version ?? ''}`;
}

export function assetRoutes(): Router {
  return Router().get('/public/:name', ({ params, query }, response, next) => {
    const asset = assetNamed(params.name);
    if (!asset) return next();
    if (query.v === asset.version) response.set('Cache-Control', `public, max-age=${YEAR_S}, immutable`);
    response.type(params.name).send(asset.content);
  });
}

/**
 * The file as it was at the first request: a package that is replaced under a running server changes none.
 */
function assetNamed(name: string): Asset | undefined {
  const files = Object.hasOwn(FILES, name) ? FILES[name] : undefined;
  if (!files) return undefined;
  const found = read.get(name);
  if (found) return found;
  // A script may end without a semicolon.
  const separator = name.endsWith('.js') ? '\n;' : '\n';
  const texts = files().map((file) => readFileSync(file, 'utf8'));
  const joined = texts.join(separator);
  const content = Buffer.from(name.endsWith('.css') ? withoutRemarks(joined) : joined);
  const version = createHash('sha256').update(content).digest('base64url').slice(0, 12);
  const asset = { content, version };
  read.set(name, asset);
  return asset;
}

/** A style sheet without what only its authors need: comments and indentation. */
function withoutRemarks(css: string): string {
  return css.replaceAll(/\/\*[\s\S]*?\*\/|^\s+/gm, '');
}

function moduleFile(module: string): string {
  return fileURLToPath(import.meta.resolve(module));
}
