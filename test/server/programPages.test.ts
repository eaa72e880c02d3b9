import { describe, expect, it } from 'vitest';
import { writeColumn } from '../../src/store/index.ts';
import { openDashboard } from './dashboard.ts';
import { ODD_METRICS, seedProgram } from './programSweep.ts';

async function seeded(size: Parameters<typeof seedProgram>[1] = {}) {
  const dashboard = await openDashboard();
  seedProgram(dashboard.writer(), size);
  return dashboard;
}

const BASE = '/sweeps/1';

describe('pages of a sweep of a program', () => {
  it('have a leaderboard of its own metrics and parameters, and nothing of networks', async () => {
    const { get } = await seeded();
    const { status, text } = await get(BASE);
    expect(status).toBe(200);
    expect(text).toContain('random · ranked by val/acc · program · seed 7');
    expect(text).toMatch(/val\/acc[\s\S]*opt\.name[\s\S]*steps done/);
    expect(text).toContain('placeholder="val/acc&gt;0.5"');
    expect(text).toMatch(/running[\s\S]*#4[\s\S]*5 steps/);
    expect(text).not.toMatch(/ epoch<|dataset|engine|test_accuracy|weights|undefined|NaN/);
  });

  it.each(ODD_METRICS)('are filtered and sorted by %s, and draw its curve', async (metric) => {
    const { get } = await seeded();
    const query = new URLSearchParams({ where: `${writeColumn(metric)}>=0`, sort: `${metric}:desc` });
    const board = await get(`${BASE}?${query}`);
    expect(board.status).toBe(200);
    expect(board.text).toContain('1–4 of 4 configurations');
    const curve = await get(`${BASE}/trials/1/${encodeURIComponent(metric)}.svg`);
    expect(curve.headers.get('content-type')).toContain('image/svg');
    const compared = await get(`${BASE}/compare?trials=1,2&metric=${encodeURIComponent(metric)}`);
    const [, picture] = /<img src="([^"]*compare[^"]*)"/.exec(compared.text)!;
    expect((await get(picture!.replaceAll('&amp;', '&'))).status).toBe(200);
    const chart = await get(`${BASE}/charts/curves.svg?metric=${encodeURIComponent(metric)}`);
    expect(chart.text).toContain('#1');
  });

  it('show columns whose names have commas, as the form and the address say', async () => {
    const { get } = await seeded();
    const { text } = await get(BASE);
    const [, value] = /name="columns" value="(gr[^"]*)"/.exec(text)!;
    const plain = value!.replaceAll('&quot;', '"').replaceAll('&#39;', "'");
    const shown = await get(`${BASE}?${new URLSearchParams({ columns: `lr,${plain}` })}`);
    expect(shown.status).toBe(200);
    expect([...shown.text.matchAll(/<th scope="col"/g)]).toHaveLength(5);
  });

  it('lead from a value of any kind to the rows that share it', async () => {
    const { get } = await seeded();
    const { text } = await get(BASE);
    const links = [...text.matchAll(/<td><a tabindex="-1" href="([^"]*)">([^<]*)</g)];
    const [, href] = links.find(([, , name]) => name!.includes('new'))!;
    const narrowed = await get(BASE + href!.replaceAll('&amp;', '&'));
    expect(narrowed.text).toContain('1–2 of 2 configurations');
  });

  it('of a trial have its metrics, curves and steps; layers, tries and mistakes are for networks', async () => {
    const { get } = await seeded({ metrics: 20 });
    const { text } = await get(`${BASE}/trials/1`);
    const sections = [...text.slice(text.indexOf('class="sections"')).matchAll(/href="#(\w+)">/g)].map(
      ([, id]) => id,
    );
    expect(sections).toEqual(['curves', 'metrics', 'parameters', 'ran', 'resources', 'output', 'again']);
    expect(text).toContain('alt="train/acc and val/acc over 5 steps');
    expect(text).toMatch(/Curves of \d+ more metrics/);
    expect(text).toContain('Ended after 5 steps.');
    expect(text).toContain('[{units: 8, act: relu}]');
    expect((await get(`${BASE}/trials/1/try`)).status).toBe(404);
    expect((await get(`${BASE}/images/test/0.png`)).status).toBe(404);
    const compared = await get(`${BASE}/compare?trials=1,2`);
    expect(compared.text).not.toContain('On the test set');
    expect((await get(`${BASE}/trials/1/delete`)).text).not.toContain('predictions');
  });

  it('page through the steps of a long trial', async () => {
    const { get } = await seeded({ steps: 450, trials: 2 });
    const first = await get(`${BASE}/trials/1`);
    expect(first.text).toContain('1–200 of 450');
    const last = await get(`${BASE}/trials/1?steps=3`);
    expect(last.text).toContain('401–450 of 450');
    expect(last.text).toMatch(/<th scope="row" class="number">449</);
  });

  it('have every chart, and a CSV of all that was logged', async () => {
    const { get } = await seeded({ trials: 12 });
    const { text } = await get(`${BASE}/charts`);
    const charts = [...text.matchAll(/<h2><a href="([^"]*)"/g)].map(([, href]) => href!);
    for (const chart of charts) expect((await get(chart)).status).toBe(200);
    expect((await get(`${BASE}/charts/pareto.svg?cost=eval.loss`)).text).toContain('front');
    const csv = await get(`${BASE}/leaderboard.csv`);
    expect(csv.text.split('\r\n')[0]).toBe(
      'rank,trials,state,lr,opt.name,loss,layers,note,mean,std,replicates,val/acc,constructor,epoch/val_accuracy,' +
        'eval.loss,"größe, ""q"" `b`",train/acc,stepsDone,durationMs,metric,tags,reason,configuration',
    );
  });
});
