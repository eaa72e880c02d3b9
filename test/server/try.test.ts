import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/index.ts';
import { encodePng } from '../../src/pictures/encodePng.ts';
import { findTrial, networkTrial, weights } from '../../src/store/index.ts';
import { openDashboard, seed } from './dashboard.ts';
import { claimedDataset, tinyServices } from './tinyServices.ts';

const TRY = '/sweeps/1/trials/2/try';
const GREY = Uint8Array.from({ length: 108 }, (_, index) => (index * index * 7) % 256);
const MINE = encodePng({ shape: [9, 12, 1], pixels: GREY });

async function open() {
  const dashboard = await openDashboard(tinyServices(claimedDataset()));
  const db = dashboard.writer();
  seed(db);
  const origin = dashboard.url.slice(0, -1);
  const post = (file: Buffer | undefined, fields: Record<string, string> = {}, from = origin) => {
    const body = new FormData();
    if (file) body.set('picture', new File([new Uint8Array(file)], 'mine.png'));
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    return dashboard.get(TRY, { method: 'POST', body, headers: { Origin: from } });
  };
  return { ...dashboard, db, post };
}

/** The table of probabilities of a page, as text. */
function percents(text: string): string[] {
  return [...text.matchAll(/<td class="number">([\d.]+ %)<\/td>/g)].map(([, percent]) => percent!);
}

describe('trying a network', () => {
  it('on a test image gives the probabilities that its engine computes, beside the true class', async () => {
    const { get, db } = await open();
    const { trialId } = findTrial(db, '1/2');
    const { layers, sweep } = networkTrial(db, trialId)!;
    const engine = await createEngine('onnx');
    const network = await engine.open({
      layers,
      input: sweep.dataset.input,
      optimizer: { name: 'sgd', momentum: 0, nesterov: false },
      batchSize: 1,
    });
    network.setWeights(weights(db, trialId)!.map(({ values }) => values));
    for (const index of [4, 0]) {
      const expected = await network.probabilities(
        claimedDataset().test.images.slice(36 * index, 36 * index + 36),
      );
      const { status, text } = await get(`${TRY}?image=${index}`);
      expect(status).toBe(200);
      expect(new Set(percents(text)).size).toBe(3);
      expect(percents(text)).toEqual([...expected].map((value) => `${(100 * value).toFixed(2)} %`));
      expect(text).toMatch(index === 4 ? /(Right|Wrong): it is boot\./ : /(Right|Wrong): it is shirt\./);
    }
    network.close();
    await engine.dispose();
  });

  it('leads to the next image, the previous one and a random one, and says which there are', async () => {
    const { get } = await open();
    const { text } = await get(`${TRY}?image=3`);
    expect(text).toMatch(/href="\?image=2">Previous[\s\S]*href="\?image=4">Next/);
    const random = await get(`${TRY}?image=random`, { redirect: 'manual' });
    expect(random.status).toBe(302);
    expect(random.headers.get('location')).toMatch(/^\?image=[0-4]$/);
    for (const wrong of ['5', '-1', 'x']) {
      const answer = await get(`${TRY}?image=${wrong}`);
      expect(answer.status).toBe(400);
      expect(answer.text).toMatch(/There is no test image .*: they are 0 to 4\./);
    }
  });

  it('on a picture of one’s own shows it as the network sees it, inverted where asked', async () => {
    const { post } = await open();
    const plain = await post(MINE);
    expect(plain.status).toBe(200);
    expect(plain.text).toMatch(/mine\.png[\s\S]*src="data:image\/png;base64,[\s\S]*6 × 6 pixels, grey/);
    expect(percents(plain.text)).toHaveLength(3);
    expect(plain.text).not.toMatch(/it is (shirt|coat|boot)/);
    const inverted = await post(MINE, { invert: 'yes' });
    expect(inverted.text).toContain(' checked');
    expect(percents(inverted.text)).not.toEqual(percents(plain.text));
  });

  it('keeps the picture, so that it can be tried again in another way, or after a file that is none', async () => {
    const { post } = await open();
    const plain = (await post(MINE)).text;
    const inverted = (await post(MINE, { invert: 'yes' })).text;
    const kept = /name="kept" value="([^"]+)"/.exec(plain)![1]!;
    expect(/name="kept" value="([^"]+)"/.exec(inverted)![1]).toBe(kept);
    expect(plain).not.toMatch(/type="file"[^>]*required/);
    const again = (await post(undefined, { kept, kept_name: 'mine.png', invert: 'yes' })).text;
    expect(again).toContain('<h2 id="tried-title">mine.png</h2>');
    expect(percents(again)).toEqual(percents(inverted));
    expect(percents((await post(undefined, { kept, kept_name: 'mine.png' })).text)).toEqual(percents(plain));
    const wrong = await post(Buffer.from('no picture'), { kept, kept_name: 'mine.png' });
    expect(wrong.status).toBe(400);
    expect(/name="kept" value="([^"]+)"/.exec(wrong.text)![1]).toBe(kept);
    const damaged = await post(undefined, { kept: 'AAAA', kept_name: '<b>' });
    expect(damaged.status).toBe(400);
    expect(damaged.text).not.toContain('<b>');
  });

  it('says what is wrong with a picture', async () => {
    const { post } = await open();
    const cases: [Buffer | undefined, RegExp][] = [
      [undefined, /No file was chosen/],
      [Buffer.from('\xff\xd8\xff\xe0JFIF', 'latin1'), /It is a JPEG, not a PNG\. Save it as a PNG/],
      [MINE.subarray(0, 40), /The PNG is cut short/],
      [Buffer.alloc(1_100_000), /It has more than 1 MB/],
    ];
    for (const [file, message] of cases) {
      const { status, text } = await post(file);
      expect(status).toBe(400);
      expect(text).toMatch(message);
      expect(text).not.toMatch(/\n\s+at /);
    }
  });

  it('takes pictures only from its own pages', async () => {
    const { post, url } = await open();
    for (const from of ['http://evil.example', 'null', url.replace('http', 'https').slice(0, -1)]) {
      expect((await post(MINE, {}, from)).status).toBe(403);
    }
  });

  it('answers other pages while networks are opened and run', async () => {
    const { get } = await open();
    const tries = [1, 2, 1, 2].map((trial) => get(`/sweeps/1/trials/${trial}/try?image=1`));
    expect((await get('/')).status).toBe(200);
    for (const { status, text } of await Promise.all(tries)) {
      expect(status).toBe(200);
      expect(percents(text)).toHaveLength(3);
    }
  });

  it('says that the weights are not kept, and 404 for a trial that is not there', async () => {
    const { get } = await open();
    expect((await get('/sweeps/1/trials/3/try')).text).toContain('The weights of this trial are not kept');
    expect((await get('/sweeps/1/trials/99/try')).status).toBe(404);
  });
});
