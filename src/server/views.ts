import { Eta } from 'eta';
import { count, duration, metric, spread } from '../format.ts';
import { packageFile } from '../package.ts';
import { formatValue } from '../trial/varying.ts';

/** What templates may use to say a number. */
const say = { count, duration, metric, spread, value: formatValue };

/** Renders a view by its name; everything is escaped unless a template says otherwise. */
export function renderer(): (view: string, page: object) => string {
  const eta = new Eta({ views: packageFile('views'), cache: true, autoEscape: true, varName: 'it' });
  return (view, page) => eta.render(view, { say, ...page });
}
