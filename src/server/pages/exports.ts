import { extname } from 'node:path';
import { pipeline } from 'node:stream';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { SweepError } from '../../errors.ts';
import { fileNamePart } from '../../fileName.ts';
import { type Database, findSweep, findTrial, type SweepInfo, trialDetail } from '../../store/index.ts';
import { targetHref } from '../addresses/addresses.ts';
import type { Dashboard } from '../app.ts';
import { type ExportedTrial, exportedTrial, exportWords, whyNot } from '../exports/exportMenu.ts';
import type { ExportedAs, TrialExport } from '../exports/exports.ts';
import { asAttachment } from '../http/attachment.ts';

/** A reader that takes nothing for this long is gone; a browser may wait for its user to choose a folder. */
const STALLED_MS = 10 * 60_000;

type Params = Readonly<Record<string, string>>;

/** A file of a sweep or trial that somebody asks for. */
interface Asked {
  readonly sweep: SweepInfo;
  readonly trial: number | undefined;
  readonly file: ExportedAs;
  /** The file's name without its ending, made of the sweep or trial. */
  readonly stem: string;
}

/** Trials and sweeps as files to take away. */
export function exportRoutes({ reader, exports, typed }: Dashboard): Router {
  const sweepOf = ({ id }: Params) => findSweep(reader.db, id);
  const trialOf = ({ id, number }: Params) =>
    trialDetail(reader.db, findTrial(reader.db, `${id}/${number}`).trialId);

  return Router()
    .get(
      '/sweeps/:id/export/:name',
      leadStrangersTo(({ params }) => targetHref({ sweepId: sweepOf(params as Params).id })),
      async (request, response) => {
        const { name } = request.params as Params;
        const sweep = sweepOf(request.params as Params);
        const offered = exports.ofSweep.flatMap(({ files }) => files);
        const file = required(offered, name!, 'A sweep is exported as');
        await send({ sweep, trial: undefined, file, stem: fileNamePart(sweep.name) }, request, response);
      },
    )
    .get(
      '/sweeps/:id/trials/:number/export/:name',
      leadStrangersTo(({ params }) => {
        const { sweep, number } = trialOf(params as Params);
        return targetHref({ sweepId: sweep.id, trial: number });
      }),
      async (request, response) => {
        const { name } = request.params as Params;
        const trial = exportedTrial(reader.db, trialOf(request.params as Params));
        const { sweep, number } = trial;
        const file = required(await exports.ofTrial(), name!, 'A trial is exported as');
        requireMakeable(trial, file, typed);
        const stem = `${fileNamePart(sweep.name)}-trial-${number}`;
        await send({ sweep, trial: number, file, stem }, request, response);
      },
    );

  async function send(
    { sweep, trial, file, stem }: Asked,
    request: Request,
    response: Response,
  ): Promise<void> {
    const fileName = stem + file.ending;
    const head = (): void => {
      response.type(extname(fileName)).set('Content-Disposition', asAttachment(fileName));
    };
    if (request.method === 'HEAD') {
      head();
      return void response.end();
    }
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const folder = fileName.slice(0, fileName.length - extname(fileName).length);
    const asked = {
      database: reader.path,
      sweep: sweepWord(reader.db, sweep),
      trial,
      name: file.name,
      folder,
    };
    const made = await exports.make(asked, gone.signal).catch((error) => {
      if (!gone.signal.aborted) throw error;
    });
    if (!made) return;
    head();
    if (made.bytes !== undefined) response.set('Content-Length', String(made.bytes));
    response.setTimeout(STALLED_MS, () => response.destroy());
    // A client that leaves in the middle does no harm.
    pipeline(made.content, response, () => {});
  }
}

/**
 * Leads a page of another site to the page with the menu: an export takes a process of its own, which no
 * other site may start.
 */
function leadStrangersTo(page: (request: Request) => string): RequestHandler {
  return (request, response, next) => {
    const site = request.headers['sec-fetch-site'];
    if (site !== 'cross-site' && site !== 'same-site') return next();
    response.redirect(303, page(request));
  };
}

function required<T extends ExportedAs>(offered: readonly T[], name: string, sentence: string): T {
  const found = offered.find((each) => each.name === name);
  if (found) return found;
  const names = offered.map((each) => each.name).join(', ');
  const hint = names === '' ? 'This server exports nothing.' : `${sentence} ${names}.`;
  throw new SweepError('export_not_found', `There is no export ${JSON.stringify(name)}.`, hint);
}

/** The dashboard never trains anything again for an export. */
function requireMakeable(trial: ExportedTrial, format: TrialExport, typed: Dashboard['typed']): void {
  const why = whyNot(trial, format);
  if (why === undefined) return;
  const canTrain = trial.hasModel && trial.state === 'completed';
  const command = typed(exportWords(trial, canTrain ? format.name : 'yaml'));
  const hint = canTrain ? `Type ${command}` : `${command} writes its spec.`;
  throw new SweepError('request_invalid', why, hint);
}

/**
 * A name or id by which the command line finds exactly this sweep: the id of one may be the name of another.
 */
function sweepWord(db: Database, { id, name }: SweepInfo): string {
  return findSweep(db, String(id)).id === id ? String(id) : name;
}
