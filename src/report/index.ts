import { type Database, findSweep } from '../store/index.ts';
import type { ReportDocument } from './document.ts';
import type { FindPictures } from './images.ts';
import { type ReportRequest, readReport } from './readReport.ts';
import { composeReport } from './report.ts';

/** The room of reports: what a sweep came to, for who was not there. */
export type { ReportDocument } from './document.ts';
export type { FindPictures, TestPictures } from './images.ts';
export type { ReportRequest } from './readReport.ts';

/**
 * What there is to say of a sweep. The same database, and the same pictures, give the same.
 * @throws SweepError `sweep_not_found`; `filter_invalid` for a wrong filter, and one that keeps nothing.
 */
export async function makeReport(
  db: Database,
  request: ReportRequest,
  findPictures: FindPictures,
): Promise<ReportDocument> {
  const pictures = await findPictures(findSweep(db, request.sweep).dataset);
  return db.read(() => composeReport(readReport(db, request, pictures)));
}
