import { type Request, Router } from 'express';
import { SweepError } from '../../errors.ts';
import { findSweep } from '../../store/index.ts';
import { sweepHref, workspaceHref } from '../addresses/addresses.ts';
import { readNames } from '../addresses/nameList.ts';
import { readQuery, writeQuery, writtenTexts } from '../addresses/query.ts';
import type { Dashboard } from '../app.ts';
import { pageBefore } from '../http/forms.ts';
import { ownAddress } from '../http/ownAddress.ts';

/** Makes the ticked row of a leaderboard its baseline, also beside charts: the answer leads back to the same view with it. */
export function baselineRoute({ reader }: Dashboard): Router {
  return Router().get('/sweeps/:id/baseline', (request, response) => {
    const { id } = findSweep(reader.db, request.params.id);
    const baseline = readBaseline(request);
    const { path, query } = ownAddress(pageBefore(request, sweepHref(id)));
    const hrefOf = [sweepHref, workspaceHref].find((each) => each(id) === path);
    const asked = readQuery(hrefOf ? Object.fromEntries(query) : {});
    response.redirect(303, (hrefOf ?? sweepHref)(id, writeQuery(asked, { baseline })));
  });
}

function readBaseline({ query }: Request): number {
  const [written, ...others] = readNames(writtenTexts(query.trials));
  const hint = 'Go back and tick one row.';
  if (written === undefined || others.length > 0) {
    const message = `A baseline is one row, not ${written === undefined ? 'none' : others.length + 1}.`;
    throw new SweepError('request_invalid', message, hint);
  }
  const { baseline } = readQuery({ baseline: written });
  if (baseline !== undefined) return baseline;
  throw new SweepError('request_invalid', `"${written}" is no number of a trial of this sweep.`, hint);
}
