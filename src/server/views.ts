import { Eta } from 'eta';
import { packageFile } from '../package.ts';
import { assetHref } from './assets.ts';
import { READ_ONLY } from './door.ts';

/** Renders a view by its name; everything is escaped unless a template says otherwise. */
export function renderer(): (view: string, page: object) => string {
  const eta = new Eta({ views: packageFile('views'), cache: true, autoEscape: true, varName: 'it' });
  return (view, page) => eta.render(view, { asset: assetHref, readOnly: READ_ONLY, ...page });
}
