import { Eta } from 'eta';
import { codeSpans } from '../../codeSpans.ts';
import { packageFile } from '../../package.ts';
import { READ_ONLY } from '../door/door.ts';
import { assetHref } from './assets.ts';
import { ADDRESS_PLUGIN, type StaticPages, staticSite } from './staticPages.ts';

/**
 * Renders a view by its name; everything is escaped unless a template says otherwise. In pages that become
 * files, views leave out what needs a server.
 */
export function renderer(pages?: StaticPages): (view: string, page: object) => string {
  const eta = new Eta({
    views: packageFile('views'),
    cache: true,
    autoEscape: true,
    varName: 'it',
    plugins: pages ? [ADDRESS_PLUGIN] : [],
  });
  const shared = { asset: assetHref, codeSpans, readOnly: READ_ONLY, site: pages && staticSite(pages) };
  return (view, page) => eta.render(view, { ...shared, ...page });
}
