import { expect, it } from 'vitest';
import { SWEEP_EXPORTS } from '../../../src/cli/dashboard/exports/sweepFiles.ts';
import { FORMATS } from '../../../src/export/index.ts';
import { trialAsSpec } from '../../../src/export/yaml.ts';
import { trialDetail } from '../../../src/store/index.ts';
import { unzipped } from '../../helpers/unzipped.ts';
import { type OpenDashboard, openDashboard, seed } from '../dashboard.ts';
import { tinyServices } from '../tinyServices.ts';

async function open() {
  const dashboard = await openDashboard(tinyServices());
  const db = dashboard.writer();
  seed(db);
  return { ...dashboard, db };
}

async function download({ url }: OpenDashboard, path: string) {
  const response = await fetch(new URL(path, url));
  const content = Buffer.from(await response.arrayBuffer());
  expect(response.status, content.toString('latin1', 0, 3000)).toBe(200);
  const fileName = /filename="([^"]*)"/.exec(response.headers.get('content-disposition')!)![1]!;
  return { content, fileName, type: response.headers.get('content-type') };
}

it.each(FORMATS.map(({ name }) => name))(
  'the menu of a trial gives %s, as the command line writes it',
  async (name) => {
    const dashboard = await open();
    const menu = (await dashboard.get('/sweeps/1/trials/1')).text;
    expect(menu).toContain(`href="/sweeps/1/trials/1/export/${name}"`);
    const { content, fileName, type } = await download(dashboard, `/sweeps/1/trials/1/export/${name}`);
    const { card, mainFile } = await FORMATS.find((format) => format.name === name)!.load();
    if (card === undefined) {
      expect(fileName).toBe(`seeded-trial-1-${mainFile}`);
      expect(content.length).toBeGreaterThan(100);
      return;
    }
    expect([fileName, type]).toEqual([`seeded-trial-1-${name}.zip`, 'application/zip']);
    const files = await unzipped(content);
    const main = mainFile === undefined ? [] : [mainFile];
    for (const path of [...main, 'README.md', 'sweep.yaml'])
      expect(files.get(`seeded-trial-1-${name}/${path}`)?.length, path).toBeGreaterThan(0);
  },
);

it('a spec comes as the page shows it', async () => {
  const dashboard = await open();
  const { content } = await download(dashboard, '/sweeps/1/trials/3/export/yaml');
  expect(content.toString()).toBe(trialAsSpec(trialDetail(dashboard.db, 3)));
});

const ofSweep = SWEEP_EXPORTS.flatMap(({ files }) => files);

it.each(ofSweep.map(({ name }) => name))(
  'the menu of a sweep gives %s, as the command line writes it',
  async (name) => {
    const dashboard = await open();
    expect((await dashboard.get('/sweeps/1')).text).toContain(`href="/sweeps/1/export/${name}"`);
    const { content, fileName } = await download(dashboard, `/sweeps/1/export/${name}`);
    expect(fileName).toBe(`seeded${ofSweep.find((file) => file.name === name)!.ending}`);
    if (fileName.endsWith('.zip')) {
      const main = name === 'site' ? 'seeded-site/index.html' : 'seeded-report/report.md';
      expect([...(await unzipped(content)).keys()]).toContain(main);
    } else expect(content.length).toBeGreaterThan(100);
    if (fileName.endsWith('.json')) JSON.parse(content.toString());
    if (fileName.endsWith('.parquet')) expect(content.toString('latin1', 0, 4)).toBe('PAR1');
  },
);
