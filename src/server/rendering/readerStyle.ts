import { type Request, Router } from 'express';
import { themeStyle } from './theme.ts';

/** Hides the forms that change something; trying a picture changes nothing. */
const READS_ONLY = `form[method='post']:not(.drop), .for-writers { display: none; }
.for-readers { display: revert; }
`;

/**
 * All that differs between two readers of a page, as a stylesheet of a few lines: light or dark, and whether
 * forms are shown. It needs no script, the page itself does not depend on it, and so one page serves all
 * readers.
 */
export function readerStyle(mayChange: (request: Request) => boolean): Router {
  return Router().get('/reader.css', (request, response) => {
    const style = themeStyle(request) + (mayChange(request) ? '' : READS_ONLY);
    response.type('css').vary('Cookie').send(style);
  });
}
