import type { ExportedBytesOf } from '../comparison/index.ts';
import { type Database, findSweep, sweepProgress } from '../store/index.ts';
import type { ReportDocument } from './document.ts';
import type { FindPictures } from './images.ts';
import { type ReportRequest, readReport } from './readReport.ts';
import { composeReport } from './report.ts';

/** The room of reports: the results of a sweep, for readers who did not see it run. */
export type { ReportDocument } from './document.ts';
export { renderHtml } from './html/renderHtml.ts';
export type { FindPictures, TestPictures } from './images.ts';
export { type MarkdownReport, renderMarkdown } from './markdown/renderMarkdown.ts';
export type { ReportRequest } from './readReport.ts';

/**
 * Composes the report of a sweep. The same database, and the same pictures, give the same report.
 * @throws SweepError `sweep_not_found`; `filter_invalid` for a wrong filter, and one that no configuration
 * passes.
 */
export async function makeReport(
  db: Database,
  request: ReportRequest,
  findPictures: FindPictures,
  /** Without it, the report tells no sizes of files. */
  exportedBytes?: ExportedBytesOf,
): Promise<ReportDocument> {
  const { id, dataset } = findSweep(db, request.sweep);
  const isTested = sweepProgress(db, id).trials.completed > 0;
  const pictures = isTested && dataset ? await findPictures(dataset) : { missing: 'No trial has completed.' };
  return db.read(() => composeReport(readReport(db, request, { pictures, exportedBytes })));
}
