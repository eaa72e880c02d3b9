import express, { type Express } from 'express';
import type { ExportedBytesOf } from '../comparison/index.ts';
import type { OnRemoved, SharesOf, TrialDetail } from '../store/index.ts';
import { RecentChanges } from './bulk/recentChanges.ts';
import { bulkRoutes } from './bulk/routes.ts';
import type { Door } from './door/door.ts';
import { type Exports, NO_EXPORTS } from './exports/exports.ts';
import { compressed } from './http/compressed.ts';
import { readForms } from './http/forms.ts';
import { joinRepeated } from './http/repeated.ts';
import { protect } from './http/security.ts';
import { type Classifier, NO_CLASSIFIER } from './network/classifier.ts';
import { type ImageSource, NO_IMAGES } from './network/imageSource.ts';
import { trialPictures } from './network/pictures.ts';
import { tryRoutes } from './network/try.ts';
import { annotationRoutes } from './pages/annotations.ts';
import { baselineRoute } from './pages/baseline.ts';
import { chartRoutes } from './pages/charts.ts';
import { compareRoutes } from './pages/compare.ts';
import { curveRoute } from './pages/curve.ts';
import { deletionRoutes } from './pages/deletion.ts';
import { exportRoutes } from './pages/exports.ts';
import type { FirstSteps } from './pages/firstSteps.ts';
import { steeringRoutes } from './pages/steering.ts';
import { sweepRoutes } from './pages/sweep.ts';
import { sweepsRoute } from './pages/sweeps.ts';
import { trialRoute } from './pages/trial.ts';
import { trialsRoutes } from './pages/trials.ts';
import { workspaceRoute } from './pages/workspace.ts';
import { programRoutes } from './program/routes.ts';
import { Changes } from './reading/changes.ts';
import { DatabaseReader } from './reading/databaseReader.ts';
import { LaterRemoval } from './reading/laterRemoval.ts';
import { assetRoutes } from './rendering/assets.ts';
import { errorPage, notFound } from './rendering/errorPage.ts';
import { readerStyle } from './rendering/readerStyle.ts';
import type { StaticPages } from './rendering/staticPages.ts';
import { themeRoutes } from './rendering/theme.ts';
import { renderer } from './rendering/views.ts';

export interface AppOptions {
  /** Absolute path of the database; it need not exist yet. */
  readonly database: string;
  /** Which host it listens on; this machine's own where absent. */
  readonly host?: string;
  /** Who may come in, and who may change something. */
  readonly door: Door;
  /** The source of the pages' dataset images; without it, pages say that there are none. */
  readonly images?: ImageSource;
  /** Runs the trials' networks; without it, none can be tried. */
  readonly classifier?: Classifier;
  /** Makes the files of trials and sweeps; without it, pages offer none. */
  readonly exports?: Exports;
  /** A trial as the YAML that trains it again; without it no page shows that. */
  readonly asSpec?: (trial: TrialDetail) => string;
  /** The size of a network as a file; without it, no page tells it. */
  readonly exportedBytes?: ExportedBytesOf;
  /** What pages say where there is no sweep yet; nothing if absent. */
  readonly firstSteps?: FirstSteps;
  /**
   * A command as it is typed for the same database: `words` after the program's name; with `sweep` before them if
   * absent.
   */
  readonly typed?: (words: string) => string;
  /** Steps that waiting trials share with others; without it, the time left counts all of them. */
  readonly sharesOf?: SharesOf;
  /** Removes the files that trials keep beside the database; without it, they stay. */
  readonly onRemoved?: OnRemoved;
  /** Collects these pages as files (`sweep site`); absent in a live dashboard. */
  readonly pages?: StaticPages;
}

/** The state and the services that the routes share. */
export interface Dashboard {
  readonly reader: DatabaseReader;
  readonly changes: Changes;
  readonly images: ImageSource;
  readonly classifier: Classifier;
  readonly exports: Exports;
  readonly asSpec: AppOptions['asSpec'];
  readonly exportedBytes: AppOptions['exportedBytes'];
  readonly sharesOf: AppOptions['sharesOf'];
  readonly firstSteps: AppOptions['firstSteps'];
  readonly typed: (words: string) => string;
  readonly removal: LaterRemoval;
  readonly recent: RecentChanges;
  readonly render: ReturnType<typeof renderer>;
}

/** The dashboard as an express app. */
export interface DashboardApp {
  readonly app: Express;
  /** Reads the leaderboards, so that the first page does not have to; nothing where there is no database yet. */
  warmUp(): void;
  /** Ends live connections and lets go of the database. */
  close(): void;
}

export function createApp(options: AppOptions): DashboardApp {
  const {
    database,
    host = 'localhost',
    door,
    images = NO_IMAGES,
    classifier = NO_CLASSIFIER,
    exports = NO_EXPORTS,
    asSpec,
    exportedBytes,
    sharesOf,
    firstSteps,
    typed = (words) => `sweep ${words}`,
    onRemoved = () => {},
    pages,
  } = options;
  const reader = new DatabaseReader(database);
  const changes = new Changes(reader);
  const removal = new LaterRemoval(reader, onRemoved);
  const services = { images, classifier, exports, asSpec, exportedBytes, sharesOf };
  const words = { firstSteps, typed };
  const kept = { removal, recent: new RecentChanges() };
  const dashboard: Dashboard = { reader, changes, ...services, ...words, ...kept, render: renderer(pages) };
  const app = express();
  let closed = false;
  app.disable('x-powered-by');
  app.use(protect(host));
  app.use(compressed());
  app.use(door.enter);
  app.use(assetRoutes());
  app.use(joinRepeated);
  app.use(themeRoutes());
  app.use(readerStyle((request) => door.mayChange(request)));
  app.use(tryRoutes(dashboard));
  // Every route from here on changes something.
  app.use(door.change);
  app.use(readForms);
  app.use(steeringRoutes(dashboard));
  app.use(annotationRoutes(dashboard));
  app.use(deletionRoutes(dashboard));
  app.use(bulkRoutes(dashboard));
  app.use(sweepsRoute(dashboard));
  app.use(trialsRoutes(dashboard));
  app.use(sweepRoutes(dashboard));
  app.use(workspaceRoute(dashboard));
  app.use(baselineRoute(dashboard));
  app.use(chartRoutes(dashboard));
  app.use(compareRoutes(dashboard));
  app.use(trialRoute(dashboard));
  app.use(curveRoute(dashboard));
  app.use(trialPictures(dashboard));
  app.use(programRoutes(dashboard));
  app.use(exportRoutes(dashboard));
  app.use(notFound);
  app.use(errorPage(dashboard));
  return {
    app,
    warmUp() {
      setImmediate(readAhead, reader, () => closed);
    },
    close() {
      closed = true;
      removal.close();
      changes.close();
      reader.close();
    },
  };
}

/** Pause between warm-up steps, in ms, so that pending requests run. */
const PAUSE_MS = 20;

/**
 * Reads what the first pages will need, one step at a time; other requests are answered between two steps.
 */
function readAhead(reader: DatabaseReader, isClosed: () => boolean, steps?: Iterator<void>): void {
  if (isClosed()) return;
  try {
    const ahead = steps ?? reader.boards.readAhead();
    if (!ahead.next().done) setTimeout(readAhead, PAUSE_MS, reader, isClosed, ahead).unref();
  } catch {
    // The first page will report the error.
  }
}
