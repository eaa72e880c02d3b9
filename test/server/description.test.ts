import { expect, it } from 'vitest';
import { begin } from '../store/sweeps.ts';
import { openDashboard } from './dashboard.ts';

async function pageOf(description: string): Promise<string> {
  const { get, writer } = await openDashboard();
  begin(writer(), { specText: `description: ${JSON.stringify(description)}\nmethod: grid\n` });
  const charts = (await get('/sweeps/1/charts')).text;
  const { text } = await get('/sweeps/1');
  const [found] = /<(p|details) class="description">[\s\S]*?<\/\1>/.exec(text) ?? [''];
  expect(charts).toContain(found);
  return found;
}

it('the description of a spec stands under the title of its pages, escaped', async () => {
  expect(await pageOf('Two <b>networks</b>,\n two widths.')).toBe(
    '<p class="description">Two &lt;b&gt;networks&lt;/b&gt;, two widths.</p>',
  );
  expect(await pageOf(' ')).toBe('');
});

it('a long description is folded to its beginning', async () => {
  const long = await pageOf(`${'word '.repeat(60)}end.`);
  expect(long).toMatch(/<summary>(word ){30,47}word …<\/summary><p>[\s\S]*end\.<\/p>/);
  expect(await pageOf('One.\n\nTwo.')).toBe(
    '<details class="description"><summary>One. …</summary><p>One.\n\nTwo.</p></details>',
  );
  expect(await pageOf('🦋'.repeat(300))).toMatch(/<summary>(🦋)+ …<\/summary>/u);
});
