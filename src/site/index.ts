/** A sweep as a folder of static pages. */
export { footOf } from './foot.ts';
export { makeSite, type SiteFile, type SiteSource } from './makeSite.ts';
export { SiteFolder } from './siteFolder.ts';
