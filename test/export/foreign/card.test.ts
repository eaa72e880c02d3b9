import { beforeAll, describe, expect, it } from 'vitest';
import { modelCard } from '../../../src/export/card/index.ts';
import { foreignIsHere, runPython } from '../../helpers/foreign.ts';
import { factsOf } from '../card/factsOf.ts';
import { trainedTrial } from '../trainedTrial.ts';

const NASTY = `<b>"a" | 'b' </script> \\ \`c\` _d_ [e](http://f) # ~~g~~ \${h} & é 网`;

/**
 * Reads each card with Hugging Face's library, and its text with a parser of the Markdown that GitHub's is
 * based on.
 */
const READ = `
import json, sys
from huggingface_hub import ModelCard
from markdown_it import MarkdownIt
markdown = MarkdownIt('commonmark').enable('table').enable('strikethrough')
def read(text):
    card = ModelCard(text, ignore_metadata_errors=False)
    tokens = markdown.parse(card.text)
    inline = [t for token in tokens if token.type == 'inline' for t in token.children]
    rows, cells = [], 0
    for token in tokens:
        if token.type == 'tr_open': cells = 0
        if token.type in ('td_open', 'th_open'): cells += 1
        if token.type == 'tr_close': rows.append(cells)
        if token.type == 'table_open': rows.append('table')
    return {
        'data': card.data.to_dict(),
        'results': [
            [r.dataset_name, r.dataset_type, r.dataset_split, r.task_type, r.metric_type, r.metric_name, r.metric_value, r.verified]
            for r in card.data.eval_results
        ],
        'name': card.data.model_name,
        'kinds': sorted({t.type for t in inline} | {t.type for t in tokens}),
        'words': ''.join(t.content for t in inline if t.type in ('text', 'text_special')),
        'rows': rows,
    }
print(json.dumps([read(text) for text in json.loads(sys.stdin.read())]))
`;

interface Read {
  readonly data: Record<string, unknown>;
  readonly results: readonly unknown[][];
  readonly name: string;
  readonly kinds: readonly string[];
  readonly words: string;
  readonly rows: readonly (number | 'table')[];
}

describe.runIf(foreignIsHere())('a model card in Hugging Face’s library', () => {
  let usual: Read;
  let nasty: Read;
  let own: Read;
  const facts = factsOf(trainedTrial('cnn').trial);
  beforeAll(() => {
    const { trial } = trainedTrial('cnn', { name: NASTY });
    const { dataset } = trial.sweep;
    const classNames = [NASTY, '', '|', '- x'];
    const named = { ...dataset, name: NASTY, classNames, synthetic: true };
    const odd = factsOf({ ...trial, sweep: { ...trial.sweep, dataset: named } });
    const real = trainedTrial('ann', { dataset: { ...dataset, name: 'fashion-mnist' } });
    const keras = {
      title: 'Keras model',
      card: { library: 'keras', tags: ['keras', 'cnn'], usage: () => 'Call it.' },
    };
    const cards = [
      modelCard(factsOf(real.trial), keras),
      modelCard(odd, { title: 'Model card', card: undefined }),
      modelCard(facts, { title: 'Model card', card: undefined }),
    ];
    [usual, nasty, own] = runPython(READ, [], JSON.stringify(cards)) as [Read, Read, Read];
  });

  it('has the header that the hub reads', () => {
    expect(usual.data).toMatchObject({
      library_name: 'keras',
      pipeline_tag: 'image-classification',
      tags: ['sweep', 'ann', 'keras', 'cnn'],
      datasets: ['zalando-datasets/fashion_mnist'],
      metrics: ['accuracy'],
    });
    expect(usual.data).not.toHaveProperty('license');
    expect(usual.name).toBe('small, trial 3');
  });

  it('has its results, and claims that nobody verified them', () => {
    const test = ['fashion-mnist', 'zalando-datasets/fashion_mnist', 'test', 'image-classification'];
    expect(usual.results[0]).toEqual([...test, 'accuracy', 'Test accuracy', facts.trial.test_accuracy, null]);
    expect(usual.results[1]).toEqual([...test, 'loss', 'Test loss', 0.61, null]);
    expect(usual.results.slice(2).map((result) => [result[2], result[5], result[6]])).toEqual([
      ['validation', 'Validation accuracy', 0.75],
      ['validation', 'Validation loss', 0.6],
    ]);
  });

  it('names no dataset of the hub for one that is not there', () => {
    expect(own.data).not.toHaveProperty('datasets');
    expect(own.results[0]!.slice(0, 2)).toEqual(['squares', 'custom']);
    expect(nasty.results[0]!.slice(0, 2)).toEqual([
      `${NASTY} (SYNTHETIC stand-in, drawn images)`,
      'synthetic',
    ]);
  });

  it('shows foreign names as they are: no markup of theirs, no cell more', () => {
    expect(nasty.name).toBe(`${NASTY}, trial 3`);
    expect(nasty.words).toContain(NASTY);
    for (const kind of ['html_inline', 'html_block', 'link_open', 'em_open', 's_open', 'image'])
      expect(nasty.kinds).not.toContain(kind);
    const tables = nasty.rows.join(' ').split('table').slice(1);
    expect(tables.length).toBeGreaterThan(4);
    for (const table of tables) expect(new Set(table.trim().split(' ')).size, table).toBe(1);
  });
});
