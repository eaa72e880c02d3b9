import { basename, join, resolve } from 'node:path';
import prettyBytes from 'pretty-bytes';
import { SweepError } from '../../errors.ts';
import { safetensorsBytes } from '../../export/safetensors.ts';
import { trialAsSpec } from '../../export/yaml.ts';
import { fileNamePart } from '../../fileName.ts';
import { count } from '../../format.ts';
import { packageVersion } from '../../package.ts';
import { footOf, makeSite, SiteFolder } from '../../site/index.ts';
import {
  type Database,
  findSweep,
  openDatabase,
  type SweepInfo,
  stillCopy,
  sweepProgress,
} from '../../store/index.ts';
import type { Context } from '../context.ts';
import { DatasetImages } from '../dashboard/datasetImages.ts';
import { reading } from '../database.ts';
import { pagesBar } from '../display/pages.ts';
import { EXIT } from '../failure.ts';
import { onInterrupt } from '../interrupt.ts';

export interface SiteArguments {
  readonly sweep?: string | undefined;
  readonly out?: string | undefined;
  readonly force?: boolean | undefined;
}

/**
 * Writes a sweep's pages of the dashboard, as of one moment, as a folder of files: complete or not at all.
 */
export async function site(options: SiteArguments, context: Context): Promise<number> {
  if (options.out === '-') {
    const message = 'A site is a folder of files, which do not fit into standard output.';
    throw new SweepError('usage', message, 'Give --out the name of a folder.');
  }
  const sweep = reading(context, (db) => findSweep(db, options.sweep));
  const out = options.out ?? `${fileNamePart(sweep.name)}-site`;
  const interrupt = onInterrupt(() => {});
  const folder = new SiteFolder(resolve(out), options.force === true);
  const bar = pagesBar(context);
  try {
    const still = join(folder.workshop, 'runs.db');
    const { foot, shown } = folder.attempt(() => reading(context, (db) => hold(db, still, sweep.id)));
    const images = await imagesOf(shown);
    for await (const { path, content, found } of makeSite({
      database: still,
      sweepId: sweep.id,
      foot,
      images,
      asSpec: trialAsSpec,
      exportedBytes: safetensorsBytes,
    })) {
      if (interrupt.signal.aborted) break;
      folder.add(path, content);
      bar.made(found);
    }
    bar.stop();
    if (interrupt.signal.aborted) {
      throw new SweepError('interrupted', 'The site was not finished, and nothing of it remains.');
    }
    const about = { madeBy: `sweep ${packageVersion()}`, sweep: { id: sweep.id, name: sweep.name } };
    const { files, bytes } = folder.finish(about);
    if (shown.dataset && images.state === 'missing')
      context.note(`Its pages show no test images: ${images.reason}`);
    if (context.json) context.printJson({ sweep: sweep.id, path: folder.path, files, bytes });
    else
      context.print(
        `Wrote ${out}: ${count(files)} files, ${prettyBytes(bytes)}. Open ${join(out, 'index.html')}`,
      );
    return EXIT.done;
  } finally {
    bar.stop();
    folder.leave();
    interrupt.dispose();
  }
}

/** A sweep without a dataset has no page with images. */
async function imagesOf({ dataset }: SweepInfo) {
  if (!dataset) return { state: 'missing', reason: 'Its trials train on no dataset.' } as const;
  return new DatasetImages().load(dataset);
}

/** Copies the database as it is now, and returns the moment of the copy. */
function hold(db: Database, path: string, sweepId: number): { foot: string; shown: SweepInfo } {
  const moment = stillCopy(db, path, sweepId);
  const copy = openDatabase(path, { readonly: true });
  try {
    const shown = findSweep(copy, sweepId);
    const { trials } = sweepProgress(copy, sweepId);
    const from = { database: basename(db.path), version: packageVersion() };
    return { foot: footOf(shown, trials, moment, from), shown };
  } finally {
    copy.close();
  }
}
