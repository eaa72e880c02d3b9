import { fileURLToPath } from 'node:url';
import express, { type Express } from 'express';
import { packageFile } from '../package.ts';
import { Changes } from './changes.ts';
import { DatabaseReader } from './databaseReader.ts';
import { errorPage, notFound } from './errorPage.ts';
import { compareRoutes } from './pages/compare.ts';
import { curveRoute } from './pages/curve.ts';
import { sweepRoutes } from './pages/sweep.ts';
import { sweepsRoute } from './pages/sweeps.ts';
import { trialRoute } from './pages/trial.ts';
import { protect } from './security.ts';
import { renderer } from './views.ts';

export interface AppOptions {
  /** Absolute path of the database; it need not exist yet. */
  readonly database: string;
}

/** What the routes share. */
export interface Dashboard {
  readonly reader: DatabaseReader;
  readonly changes: Changes;
  readonly render: ReturnType<typeof renderer>;
}

/** The dashboard as an express app; `close` ends its live connections and lets go of the database. */
export function createApp({ database }: AppOptions): { app: Express; close(): void } {
  const reader = new DatabaseReader(database);
  const changes = new Changes(reader);
  const dashboard: Dashboard = { reader, changes, render: renderer() };
  const app = express();
  app.disable('x-powered-by');
  app.use(protect);
  app.use('/public', express.static(packageFile('views/public'), { maxAge: '1h' }));
  for (const [name, module] of Object.entries(SCRIPTS)) {
    const file = fileURLToPath(import.meta.resolve(module));
    app.get(`/public/${name}`, (_request, response) =>
      response.sendFile(file, { maxAge: '1h', dotfiles: 'allow' }),
    );
  }
  app.use(sweepsRoute(dashboard));
  app.use(sweepRoutes(dashboard));
  app.use(compareRoutes(dashboard));
  app.use(trialRoute(dashboard));
  app.use(curveRoute(dashboard));
  app.use(notFound);
  app.use(errorPage(dashboard));
  return {
    app,
    close() {
      changes.close();
      reader.close();
    },
  };
}

/** Scripts of packages, served from where they are installed. */
const SCRIPTS = {
  'htmx.min.js': 'htmx.org/dist/htmx.min.js',
  'sse.min.js': 'htmx-ext-sse/dist/sse.min.js',
  'morph.min.js': 'idiomorph/dist/idiomorph-ext.min.js',
};
