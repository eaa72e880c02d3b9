import { Random } from '../../src/random.ts';
import {
  makeReport,
  type ReportRequest,
  renderHtml,
  renderMarkdown,
  type TestPictures,
} from '../../src/report/index.ts';
import { type Database, openDatabase } from '../../src/store/index.ts';
import { begin, complete, fail, planned } from '../store/sweeps.ts';
import { type Element, parseHtml } from './parsedHtml.ts';

export const NO_PICTURES: TestPictures = { missing: 'The dataset is not on this machine.' };

/** The five test images of `sweepStart`: 6 × 6 pixels of noise. */
export function noisePictures(): TestPictures {
  const random = Random.of(5, 'pictures');
  return { shape: [6, 6, 1], bytes: Uint8Array.from({ length: 5 * 36 }, () => random.below(256)) };
}

/** A database in memory that `fill` has written to. */
export function filled(fill: (db: Database) => void): Database {
  const db = openDatabase(':memory:');
  fill(db);
  return db;
}

export interface Rendered {
  readonly html: string;
  readonly elements: readonly Element[];
  /** The text of the whole page. */
  readonly text: string;
  readonly markdown: ReturnType<typeof renderMarkdown>;
  /** The text of a section by its id; undefined if there is none. */
  section(id: string): string | undefined;
}

export async function rendered(
  db: Database,
  pictures: TestPictures = NO_PICTURES,
  request: ReportRequest = {},
): Promise<Rendered> {
  const report = await makeReport(db, request, async () => pictures);
  const html = renderHtml(report);
  const elements = parseHtml(html);
  return {
    html,
    elements,
    text: elements.find(({ name }) => name === 'body')!.text,
    markdown: renderMarkdown(report, 'report_files'),
    section: (id) =>
      elements.find(({ name, attributes }) => name === 'section' && attributes.id === id)?.text,
  };
}

const LABELS = { validation: Uint16Array.of(0, 1, 2, 1), test: Uint16Array.of(0, 1, 2, 0, 2) };

/** Ten configurations with two seeds each, two of which failed; the best is a CNN with adam. */
export function finishedSweep(db: Database, changes: Parameters<typeof begin>[1] = {}): void {
  const sweep = begin(db, { replicates: 2, ...changes });
  const cells = (['sgd', 'adam', 'rmsprop', 'nadam', 'adamax'] as const).flatMap((optimizer) => [
    planned({ optimizer }),
    planned({ optimizer, filters: 3 }, 'cnn'),
  ]);
  const trials = sweep.planTrials(cells, [7, 8]);
  sweep.recordShared({ labels: LABELS });
  for (const [index, trial] of trials.entries()) {
    const { model, optimizer } = trial.configuration;
    if (optimizer === 'rmsprop' && model === 'ann') fail(sweep, trial);
    else
      complete(
        sweep,
        trial,
        0.5 + (optimizer === 'adam' ? 0.2 : 0) + (model === 'cnn' ? 0.1 : 0) + index / 1000,
      );
  }
  sweep.end('completed');
}

/** One trial that classifies four of five test images correctly. */
export function oneTrial(db: Database, changes: Parameters<typeof begin>[1] = {}): void {
  const sweep = begin(db, changes);
  const [trial] = sweep.planTrials([planned({})], [7]);
  sweep.recordShared({ labels: LABELS });
  complete(sweep, trial!, 0.8);
  sweep.end('completed');
}
