import { type Request, Router } from 'express';
import { pageBefore } from '../http/forms.ts';

const THEMES = ['light', 'dark', 'system'] as const;
type Theme = (typeof THEMES)[number];

const YEAR_S = 31_536_000;

/** The reader's choice between light and dark, kept in a cookie. */
export function themeRoutes(): Router {
  return Router().get('/theme/:theme', (request, response, next) => {
    const theme = THEMES.find((each) => each === request.params.theme);
    if (!theme) return next();
    response
      .append('Set-Cookie', `theme=${theme}; Path=/; Max-Age=${YEAR_S}; SameSite=Strict; HttpOnly`)
      .set('Cache-Control', 'no-store')
      .redirect(303, pageBefore(request, '/'));
  });
}

/** The stylesheet that applies the choice. */
export function themeStyle(request: Request): string {
  const theme = themeOf(request);
  return (
    `${theme === 'system' ? '' : `:root { color-scheme: ${theme}; }\n`}` +
    `.theme a[href='/theme/${theme}'] { color: inherit; font-weight: 600; text-decoration: none; }\n`
  );
}

function themeOf({ headers }: Request): Theme {
  const chosen = /(?:^|;\s*)theme=(\w+)/.exec(headers.cookie ?? '')?.[1];
  return THEMES.find((each) => each === chosen) ?? 'system';
}
