import { describe, expect, it } from 'vitest';
import { confusionView } from '../../src/server/network/confusion.ts';
import { connect } from '../../src/store/sqlite.ts';
import { begin, complete, epoch, planned } from '../store/sweeps.ts';
import { openDashboard, seed } from './dashboard.ts';
import { claimedDataset, tinyServices } from './tinyServices.ts';

/** Linux assigns no id above 4194304. */
const NO_PROCESS = 4_999_999;

/** The predictions of the seeded trials are 0, 1, 2, 0, 1 for images of the classes 0, 1, 2, 0, 2. */
async function seeded(dataset = claimedDataset()) {
  const dashboard = await openDashboard(tinyServices(dataset));
  seed(dashboard.writer());
  return dashboard;
}

const PNG = 'image/png';

describe("a trial's page", () => {
  it('leads to its sections and says why the trial ended', async () => {
    const { get } = await seeded();
    const { text } = await get('/sweeps/1/trials/1');
    expect(text).toContain('Ended as planned, after 2 epochs.');
    const linked = [...text.matchAll(/href="#(\w+)">/g)].map(([, id]) => id).filter((id) => id !== 'main');
    expect(linked).toEqual(
      'curves parameters layers filters resources confusion mistakes calibration again'.split(' '),
    );
    for (const id of linked) expect(text).toContain(`id="${id}"`);
    const running = (await get('/sweeps/1/trials/4')).text;
    expect(running).toContain('It is being trained: 1 of 5 epochs are done.');
    expect(running).not.toMatch(/href="#(confusion|mistakes|calibration)"/);
  });

  it('puts first what varies in the sweep, and folds the rest', async () => {
    const { get, writer } = await openDashboard();
    const sweep = begin(writer());
    const cells = [
      planned({ optimizer: 'adam', units: 3 }),
      planned({ optimizer: 'sgd', units: 4 }),
      planned({ optimizer: 'sgd', units: 5, learning_rate: 0.001 }),
    ];
    const [first] = sweep.planTrials(cells, [7]);
    complete(sweep, first!, 0.5);
    const { text } = await get('/sweeps/1/trials/2');
    const part = text.slice(text.indexOf('<section id="parameters"'), text.indexOf('<section id="layers"'));
    const [shown, folded] = part.split('<details id="other-parameters"><summary>');
    const names = (html: string) =>
      [...html.matchAll(/<th scope="row">(.*?)<\/th>/g)].map(([, name]) => name);
    expect(names(shown!)).toEqual(['optimizer', 'learning_rate', 'units']);
    expect(folded).toMatch(/^\d+ parameters that do not vary<\/summary>/);
    expect(names(folded!)).toContain('momentum');
    const alone = await openDashboard();
    begin(alone.writer()).planTrials([planned({})], [7]);
    expect((await alone.get('/sweeps/1/trials/1')).text).toMatch(
      /Nothing varies in this sweep[\s\S]*<details id="other-parameters" open>/,
    );
  });

  it('says that it was interrupted where it waits to be trained again', async () => {
    const { get, writer } = await openDashboard();
    const sweep = begin(writer());
    const [trial] = sweep.planTrials([planned({ epochs: 5 }), planned({ epochs: 6 })], [7]);
    sweep.startTrial(trial!, 0);
    sweep.recordSteps([{ ...trial!, ...epoch(1, 0.5) }]);
    expect((await get('/sweeps/1/trials/2')).text).toContain('It has not started yet.');
    const killed = connect(writer().path);
    killed.exec(`UPDATE sweeps SET owner_pid = ${NO_PROCESS}`);
    killed.close();
    const { text } = await get('/sweeps/1/trials/1');
    expect(text).toContain('Interrupted after 1 of 5 epochs: it starts again when the sweep goes on.');
    expect(text).toMatch(/seed 7 · 1 epoch\s*</);
    sweep.end('interrupted');
    expect((await get('/sweeps/1/trials/1')).text).toContain('trained again, as attempt 2.');
  });

  it('shows how well its confidence is calibrated, as a diagram and as a table', async () => {
    const { get } = await seeded();
    const { text } = await get('/sweeps/1/trials/1');
    // The confidences are 255, 200, 150, 90 and 230, and the last image is wrong: (0 + 55 + 105 + 165 + 230)
    // / (5 · 255).
    expect(text).toMatch(/Expected calibration error <strong>0\.4353<\/strong>/);
    expect(text).toMatch(/0\.9 to 1\.0<\/th><td class="number">2<\/td>.*0\.9510.*0\.5000/);
    const hits = text.match(/<rect class="hits"[^>]*><title>confidence 0\.\d to \d\.\d: share of hits/g);
    expect(hits).toHaveLength(4);
  });

  it('shows counts or shares of the true class, tinted by them', async () => {
    const { get } = await seeded();
    const counts = (await get('/sweeps/1/trials/1')).text;
    expect(counts).toMatch(/hit level-10"><a href="\?true=0&amp;predicted=0#mistakes">2<\/a>/);
    expect(counts).toMatch(/miss level-10"><a href="\?true=2&amp;predicted=1#mistakes">1<\/a>/);
    expect(counts).toContain('The strongest red stands for 50 % of a class.');
    const rates = (await get('/sweeps/1/trials/1?confusion=rates')).text;
    expect(rates).toMatch(
      /level-10"><a href="\?confusion=rates&amp;true=2&amp;predicted=1#mistakes">0\.500</,
    );
    expect(rates).toMatch(/aria-current="true">rates/);
  });

  it('tells one mistake from eighty in a thousand, and none of a good network is dark', () => {
    const query = { rates: false, page: 1 };
    const tints = (mistakes: readonly number[]) => {
      const truth = new Uint16Array(1000);
      const predicted = new Uint16Array(1000);
      let next = 0;
      for (const [index, count] of mistakes.entries())
        for (let image = 0; image < count; image++) predicted[next++] = index + 1;
      const view = confusionView(truth, predicted, ['a', 'b', 'c', 'd'], query)!;
      return view.rows[0]!.cells.map(({ className }) => Number(/level-(\d+)/.exec(className)![1]));
    };
    const [hits, ...missed] = tints([83, 10, 1]);
    expect(hits).toBe(7);
    expect(missed).toEqual([10, 3, 1]);
    expect(tints([1, 0, 0])).toEqual([10, 1, 0, 0]);
    expect(tints([0, 0, 0])[0]).toBe(10);
    expect(tints([1000, 0, 0])).toEqual([0, 10, 0, 0]);
  });

  it('shows the most confident mistakes as pictures, or the images of one cell', async () => {
    const { get } = await seeded();
    const { text } = await get('/sweeps/1/trials/1');
    expect(text).toMatch(/most confident mistakes[\s\S]*boot[\s\S]*coat[\s\S]*90 %[\s\S]*try\?image=4/);
    const [, href] = /src="([^"]+test\/4\.png[^"]+)"/.exec(text)!;
    const picture = await get(href!);
    expect(picture.headers.get('content-type')).toBe(PNG);
    expect(picture.headers.get('cache-control')).toContain('immutable');
    expect((await get(href!.replace(/of=.*/, 'of=other'))).headers.get('cache-control')).toBe(
      'private, no-cache',
    );
    const cell = (await get('/sweeps/1/trials/1?true=0&predicted=0')).text;
    expect(cell).toMatch(/Images of shirt that it got right[\s\S]*#0<[\s\S]*#3<[\s\S]*2 images/);
    const empty = (await get('/sweeps/1/trials/1?true=0&predicted=2')).text;
    expect(empty).toMatch(/shirt taken for boot[\s\S]*There are none/);
    expect((await get('/sweeps/1/trials/1?true=0&predicted=77')).text).toContain('most confident mistakes');
  });

  it('says what was not recorded by the version that trained it', async () => {
    const { get, database } = await seeded();
    const sqlite = connect(database);
    sqlite.exec('UPDATE predictions SET confidences = NULL');
    sqlite.close();
    const { status, text } = await get('/sweeps/1/trials/1');
    expect(status).toBe(200);
    expect(text).toMatch(/did not record how confident it was: the images stand/);
    expect(text).toMatch(/did not record how confident it was\. Train it again/);
    expect(text).toContain('test/4.png');
  });

  it('says why there are no pictures where the dataset is another one, or not there', async () => {
    const { get } = await seeded({ ...claimedDataset(), fingerprint: 'changed' });
    const missing = await get('/sweeps/1/images/test/0.png');
    expect(missing.status).toBe(404);
    expect(missing.text).toMatch(/^The dataset fashion-mnist .*this machine/);
    const { text } = await get('/sweeps/1/trials/1');
    expect(text).toMatch(/The pictures are not shown: The dataset fashion-mnist/);
    expect(text).not.toContain('test/4.png');
    expect((await get('/sweeps/1/trials/1/try')).text).toMatch(/no test images to choose from: The dataset/);
  });

  it('draws the filters of a first convolution whose weights are kept, and only those', async () => {
    const { get } = await seeded();
    expect((await get('/sweeps/1/trials/1')).text).toContain('alt="8 kernels of 3 × 3 weights"');
    const filters = await get('/sweeps/1/trials/1/filters.png');
    expect(filters.headers.get('content-type')).toBe(PNG);
    expect((await get('/sweeps/1/trials/2')).text).not.toContain('filters.png');
    expect((await get('/sweeps/1/trials/2/filters.png')).status).toBe(404);
    expect((await get('/sweeps/1/images/test/5.png')).status).toBe(404);
  });

  it('tells what the trial took, and how to train it again', async () => {
    const { get } = await seeded();
    const { text } = await get('/sweeps/1/trials/1');
    expect(text).toMatch(/an epoch<\/dt><dd>1s \(median\)[\s\S]*a step<\/dt>[\s\S]* of 1 an epoch/);
    expect(text).toMatch(/<pre># Trial 1 of the sweep &quot;seeded&quot;[\s\S]*\n {2}filters: 8\n/);
    expect(text).toMatch(/worker<\/dt><dd>1<[\s\S]*onnx 1\.30 on abacus[\s\S]*abacus, 2 cores/);
  });
});
