import { describe, expect, it } from 'vitest';
import { openDashboard } from './dashboard.ts';
import { err, out, PNG, RAN, runningProgram } from './runningProgram.ts';

/** A dashboard with a running trial, and the actions of its program. */
async function running(shared: Readonly<Record<string, unknown>> = RAN) {
  const dashboard = await openDashboard();
  return {
    ...dashboard,
    ...runningProgram(dashboard.writer(), shared),
    page: async () => (await dashboard.get('/sweeps/1/trials/1')).text,
  };
}

const fileHref = (path: string) => `/sweeps/1/trials/1/files?path=${encodeURIComponent(path)}`;

describe("the page of a program's trial", () => {
  it('has places for what is still to come, which follow the run', async () => {
    const { page, print, end } = await running();
    const before = await page();
    expect(before).toContain('It has printed nothing yet.');
    expect(before).toContain('Nothing has been measured yet.');
    expect(before).toContain('It has handed in no file yet.');
    const [, selected] = /hx-select-oob="([^"]+)"/.exec(before)!;
    for (const part of selected!.split(',')) {
      const [, id] = /^#([\w-]+):morph$/.exec(part)!;
      expect(before.split(`id="${id}"`)).toHaveLength(2);
    }
    expect(selected).toContain('#printed:morph');
    print(out('first\n'));
    expect(await page()).toContain('>first\n</span>');
    end();
    const after = await page();
    expect(after).not.toMatch(/hx-select-oob|id="usage"|id="files"/);
    expect(after).toContain('href="#output"');
  });

  it('says what it was that ran', async () => {
    const text = await (await running()).page();
    expect(text).toContain('<dd>${env} python ${program} --note &#39;two words&#39;</dd>');
    expect(text).toContain('<dd>0123456789abcdef, with changes that were not committed</dd>');
    expect(text).toContain('<dd>Python 3.11.2, /usr/bin/python3</dd>');
    expect(text).toContain('<dd>workstation</dd>');
    expect(await (await running({})).page()).not.toContain('id="ran"');
  });
});

describe('what a trial printed', () => {
  it('is marked by its stream, escaped, without colours and overwritten lines', async () => {
    const { page, print, get } = await running();
    print(out('\x1b[3'), out('2mgreen\x1b[0m <b>bold</b>\tit\u202eem\n'));
    print(err('10 %\r20 %\r'), err('30 %\r\n'), out('last'));
    const text = await page();
    expect(text).toContain('<span class="stdout">green &lt;b&gt;bold&lt;/b&gt;\tit\\u202eem\n</span>');
    expect(text).toContain('<span class="only-heard">On stderr: </span>30 %\n</span>');
    expect(text).toContain('Lines with a bar on their left come from stderr.');
    const whole = await get('/sweeps/1/trials/1/output.txt');
    expect(whole.text).toBe('green <b>bold</b>\tit\\u202eem\n30 %\nlast');
    expect(whole.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(whole.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await get('/sweeps/1/trials/9/output.txt')).status).toBe(404);
  });

  it('stands there with its first and last lines where it is long, and as text as far as it is kept', async () => {
    const { page, print, get } = await running();
    const line = (index: number) => `line ${index} ${'.'.repeat(90)}\n`;
    const lines = Array.from({ length: 4000 }, (_, index) => line(index));
    for (let index = 0; index < lines.length; index += 40)
      print(out(lines.slice(index, index + 40).join('')));
    const text = await page();
    expect(text).toContain('line 0 ');
    expect(text).toContain('line 3999 ');
    expect(text).not.toContain('line 2000 ');
    expect(text).toMatch(/<span class="cut">\d+ kB are left out here<\/span>/);
    expect(text.length).toBeLessThan(70_000);
    const whole = (await get('/sweeps/1/trials/1/output.txt')).text;
    expect(whole).toContain(line(3000));
    const [, kilobytes] = /\n\[([\d.]+) kB are left out here\]\n/.exec(whole)!;
    const printed = lines.join('').length;
    const kept = whole.length - `[${kilobytes} kB are left out here]\n`.length;
    expect(Math.abs(printed - kept - Number(kilobytes) * 1000)).toBeLessThan(1000);
  });

  it('is cut within a line that is longer than all that is shown', async () => {
    const { page, print } = await running();
    print(out(`begin${'x'.repeat(100_000)}end`));
    const text = await page();
    expect(text).toMatch(/>beginx+<\/span><span class="cut">\d+(\.\d)? kB are left out here<\/span>/);
    expect(text).toMatch(/xend<\/span>/);
  });
});

describe('what a trial handed in', () => {
  it('shows images by their content, and offers all else for download', async () => {
    const { page, handIn, get } = await running();
    const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    handIn(
      { path: 'plots/a "b" <i>.dat', content: PNG },
      { path: 'fake.png', content: script },
      { path: '../../etc/pässwd.html', content: script },
    );
    const text = await page();
    const href = fileHref('plots/a "b" <i>.dat');
    expect(text).toContain(`<img src="${href}" alt="plots/a &quot;b&quot; &lt;i&gt;.dat"`);
    expect(text.match(/<img src="[^"]*files/g)).toHaveLength(1);
    expect(text).toContain('../../etc/pässwd.html</a> <span class="quiet">71 B</span>');
    const image = await get(href);
    expect(image.headers.get('content-type')).toBe('image/png');
    expect(image.headers.get('content-disposition')).toBeNull();
    for (const path of ['fake.png', '../../etc/pässwd.html']) {
      const { headers } = await get(fileHref(path));
      expect(headers.get('content-type')).toBe('application/octet-stream');
      expect(headers.get('content-disposition')).toMatch(/^attachment; filename="(fake\.png|passwd\.html)"/);
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'; sandbox/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('says that there is no such file, and none without a path', async () => {
    const { handIn, get } = await running();
    handIn({ path: 'a.txt', content: Buffer.from('a') });
    expect((await get(fileHref('a.txt'))).text).toBe('a');
    const missing = await get(fileHref('/etc/passwd'));
    expect(missing.status).toBe(404);
    expect(missing.text).toContain('Trial 1 has no file &quot;/etc/passwd&quot;');
    expect((await get('/sweeps/1/trials/1/files')).status).toBe(404);
  });
});

describe('what a trial took', () => {
  it('is drawn over time and stands in a table, of a graphics card where there is one', async () => {
    const { page, take, get } = await running();
    take(1000, 50, 2_000_000);
    take(2000, 150, 6_000_000);
    const text = await page();
    expect(text).toContain('<dd>150 % at most, 100 % on average</dd>');
    expect(text).toContain('<dd>6 MB at most, 4 MB on average</dd>');
    expect(text).toMatch(/<th scope="row" class="number">2s<\/th><td class="number">150 %<\/td>/);
    expect(text).not.toContain('GPU');
    const drawn = await get('/sweeps/1/trials/1/usage/processors.svg');
    expect(drawn.headers.get('content-type')).toContain('image/svg+xml');
    expect(drawn.text).toMatch(/<svg[\s\S]*CPU[\s\S]*seconds|<svg[\s\S]*seconds[\s\S]*CPU/);
    expect(drawn.text).not.toContain('GPU');
    take(3000, 100, 6_000_000, 80);
    expect(await page()).toContain('80 % at most, 80 % on average');
    expect((await get('/sweeps/1/trials/1/usage/processors.svg')).text).toContain('GPU');
    expect((await get('/sweeps/1/trials/1/usage/constructor.svg')).status).toBe(404);
  });
});
