import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/index.ts';
import { type Element, parseHtml } from '../report/parsedHtml.ts';
import { begin, complete, planned } from '../store/sweeps.ts';
import { openDashboard } from './dashboard.ts';

/** Eight completed trials in which ten parameters differ. */
function wide(db: Database): void {
  const sweep = begin(db, { name: 'wide' });
  const cells = Array.from({ length: 8 }, (_, index) =>
    planned({
      optimizer: index % 2 ? 'adam' : 'sgd',
      learning_rate: (index + 1) / 1000,
      units: [512 - index, 256, 256],
      batch_size: 32 + index,
      dropout: index / 10,
      kernel_initializer: index % 2 ? 'glorot_uniform' : 'he_uniform',
      activation: index % 2 ? 'relu' : 'tanh',
      weight_decay: index / 1000,
      label_smoothing: index / 100,
    }),
  );
  for (const trial of sweep.planTrials(cells, [7])) complete(sweep, trial, 0.5 + trial.number / 100);
}

async function opened() {
  const { get, writer } = await openDashboard();
  wide(writer());
  return async (path: string) => {
    const { text, status, headers } = await get(path);
    return { text, status, headers, elements: status < 300 || status === 400 ? parsed(text) : [] };
  };
}

/** The pages have unquoted attributes of their own kind; only what these tests read is parsed. */
function parsed(html: string): Element[] {
  const plain = html
    .replace(/<(script|svg|datalist)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<meta [^>]*>/g, '')
    .replace(/ (defer|popover|checked|selected|download)(?=[ >])/g, ' $1="$1"')
    .replace(/<(source|input|link|img|hr|br|wbr)\b([^>]*)>/g, '<$1$2/>');
  return parseHtml(plain);
}

const named = (elements: readonly Element[], name: string, attribute: string) =>
  elements.flatMap((each) => (each.name === name ? (each.attributes[attribute] ?? []) : []));
const figuresOf = (elements: readonly Element[]) => named(elements, 'figure', 'id');
const headsOf = (elements: readonly Element[]) =>
  elements
    .filter(({ name, attributes }) => name === 'th' && attributes.scope === 'col')
    .map(({ text }) => text.trim());

describe('the workspace', () => {
  it('has the leaderboard and the usual charts, as pictures that browsers ask for', async () => {
    const page = await opened();
    const { text, elements } = await page('/sweeps/1/workspace');
    expect(named(elements, 'tr', 'id')).toHaveLength(8);
    expect(figuresOf(elements)).toEqual(['figure-curves', 'figure-parallel', 'figure-importance']);
    expect(text).not.toContain('ecmeta');
    for (const picture of named(elements, 'img', 'src'))
      expect(picture).toMatch(/^\/sweeps\/1\/charts\/\w+\.svg\?size=small&at=/);
    const tab = elements.find(({ attributes }) => attributes['aria-current'] === 'page');
    expect(tab!.text).toBe('Workspace');
    expect((await page('/sweeps/1')).text).toContain('href="/sweeps/1/workspace"');
  });

  it('shows the charts that its form chooses, in the order of their pages, and keeps them in every address', async () => {
    const page = await opened();
    const { elements } = await page('/sweeps/1/workspace?charts=slice&charts=curves&charts=nonsense');
    expect(figuresOf(elements)).toEqual(['figure-curves', 'figure-slice']);
    const boxes = elements.filter(
      ({ attributes }) => attributes.name === 'charts' && attributes.type === 'checkbox',
    );
    expect(
      boxes.filter(({ attributes }) => attributes.checked).map(({ attributes }) => attributes.value),
    ).toEqual(['curves', 'slice']);
    const kept = elements.filter(
      ({ attributes }) => attributes.name === 'charts' && attributes.type === 'hidden',
    );
    expect(kept.length).toBeGreaterThanOrEqual(3);
    expect(new Set(kept.map(({ attributes }) => attributes.value))).toEqual(new Set(['slice,curves']));
    const links = named(elements, 'a', 'href').filter((href) => /^\?/.test(href));
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((href) => !href.includes('charts=slice%2Ccurves'))).toEqual(['?']);
    expect(figuresOf((await page('/sweeps/1/workspace?charts=nonsense')).elements)).toHaveLength(3);
  });

  it('filters, groups and colours both alike', async () => {
    const page = await opened();
    const { elements, text } = await page('/sweeps/1/workspace?where=optimizer%3Dadam&color=optimizer');
    expect(named(elements, 'tr', 'id')).toHaveLength(4);
    for (const address of [...named(elements, 'img', 'src'), ...named(elements, 'figure', 'data-chart')])
      expect(address).toContain('where=optimizer%3Dadam');
    expect(text).toContain('class="legend"');
    const grouped = await page('/sweeps/1/workspace?group=optimizer');
    expect(grouped.text).toContain('src="/sweeps/1/charts/curves.svg?group=optimizer&amp;');
    expect(grouped.text).toContain('Groups by optimizer');
  });

  it('leaves out columns for which there is no room, but none that its reader chose or colours by', async () => {
    const page = await opened();
    const heads = async (query: string) => headsOf((await page(`/sweeps/1${query}`)).elements);
    const all = await heads('');
    const few = await heads('/workspace');
    expect(few.slice(0, 4)).toEqual(['compare', 'rank', 'trial', 'val_accuracy']);
    expect(few.length).toBeGreaterThan(5);
    expect(few.length).toBeLessThan(all.length);
    expect(await heads('/workspace?color=label_smoothing')).toContain('label_smoothing');
    const columns = 'val_accuracy,units,batch_size,dropout,kernel_initializer,activation,learning_rate,curve';
    expect(await heads(`/workspace?columns=${columns}`)).toHaveLength(3 + 8);
  });

  it('says what is wrong with a filter', async () => {
    const page = await opened();
    const wrong = await page('/sweeps/1/workspace?where=optimiser%3Dadam');
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('Did you mean optimizer?');
    expect(figuresOf(wrong.elements)).toEqual([]);
    expect((await page('/sweeps/99/workspace')).status).toBe(404);
  });

  it('is where a form of its rows leads back to', async () => {
    const { get, writer, url } = await openDashboard();
    wide(writer());
    const headers = { referer: `${url}sweeps/1/workspace?charts=slice` };
    const chosen = await get('/sweeps/1/baseline?trials=2', { headers, redirect: 'manual' });
    expect(chosen.headers.get('location')).toBe('/sweeps/1/workspace?baseline=2&charts=slice');
  });
});
