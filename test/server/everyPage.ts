import { CHARTS } from '../../src/charts/index.ts';

/** Addresses of every page, in all states, of a dashboard with the sweep of `seed`. */
export const PAGES: readonly string[] = [
  '',
  '?search=seeded&sort=best',
  '?search=nothing',
  'trials',
  'trials?where=optimizer%3Dadam&sort=trial%3Adesc',
  'trials?group=dataset&by=configuration',
  'trials?where=optimiser%3Dadam',
  'compare?sweeps=1',
  'compare',
  'sweeps/1',
  'sweeps/1?by=trial',
  'sweeps/1?where=optimizer%3Dadam&sort=trial%3Adesc',
  'sweeps/1?where=loss%3E99',
  'sweeps/1?where=optimiser%3Dadam',
  'sweeps/1?color=optimizer&epoch=best',
  'sweeps/1?group=optimizer',
  'sweeps/1/compare?trials=1,2',
  'sweeps/1/compare?by=optimizer&values=adam,sgd',
  'sweeps/1/compare?trials=1',
  'sweeps/1/charts',
  ...CHARTS.map(({ name }) => `sweeps/1/charts/${name}`),
  'sweeps/1/workspace',
  'sweeps/1/workspace?charts=slice,timeline&color=optimizer&where=optimizer%3Dadam',
  'sweeps/1/trials/1',
  'sweeps/1/trials/3',
  'sweeps/1/trials/4',
  'sweeps/1/trials/1?confusion=rates',
  'sweeps/1/trials/1/try',
  'sweeps/1/trials/1/delete',
  'sweeps/1/delete',
  'sweeps/1/export/nothing',
  'sweeps/99',
];

/** Addresses of the pages that differ for the sweep of `busyProgram`. */
export const PROGRAM_PAGES: readonly string[] = ['sweeps/1/trials/1'];
