import { type Request, Router } from 'express';
import { themeStyle } from './theme.ts';

/** Hides what changes something. To try a picture changes nothing. */
const READS_ONLY = `form[method='post']:not(.drop), .for-writers { display: none; }
.for-readers { display: revert; }
`;

/**
 * All that differs between two readers of a page, as a stylesheet of a few lines: light or dark, and whether forms are
 * shown. So it needs no script, no page has to know of it, and one page does for all readers.
 */
export function readerStyle(mayChange: (request: Request) => boolean): Router {
  return Router().get('/reader.css', (request, response) => {
    const style = themeStyle(request) + (mayChange(request) ? '' : READS_ONLY);
    response.type('css').vary('Cookie').send(style);
  });
}
