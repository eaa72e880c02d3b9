import { count, listed, plural } from '../../format.ts';
import { parseSpec } from '../../sweepfile/parse.ts';
import { rankedOnWords } from '../../sweepfile/selection.ts';
import { type Block, type Facts, joined, paragraph, type Section, type Span } from '../document.ts';
import type { ReportData } from '../readReport.ts';
import { goalWords } from '../say.ts';
import { choicesOf } from './space.ts';

/** The question of a sweep: its description, and what its spec says. */
export function askedSection(data: ReportData): Section {
  return {
    id: 'question',
    title: 'The question',
    blocks: [...descriptionOf(data), ...notesOf(data), factsOf(data), ...choiceBlocks(data)],
  };
}

/** Of the spec as it was written; one that cannot be read any more has none. */
function descriptionOf({ sweep }: ReportData): Block[] {
  const parsed = parseSpec(sweep.specText, { file: 'sweep.yaml' });
  const { description } = parsed.ok ? parsed.spec : {};
  return description === undefined ? [] : paragraphs(description);
}

function notesOf({ annotations: { note, tags } }: ReportData): Block[] {
  const tagged: Block[] =
    tags.length === 0 ? [] : [paragraph(['Tagged ', ...joined(tags.map((code) => ({ code }))), '.'])];
  return [...(note === '' ? [] : paragraphs(note)), ...tagged];
}

function paragraphs(text: string): Block[] {
  return text
    .split(/\r?\n\s*\r?\n/)
    .map((each) => each.replaceAll(/\s+/g, ' ').trim())
    .filter((each) => each !== '')
    .map(paragraph);
}

function factsOf({ sweep, all }: ReportData): Facts {
  const { dataset, validation } = sweep;
  const { shape, classes } = dataset.input;
  const training = dataset.trainCount - (validation.kind === 'holdout' ? validation.size : 0);
  const metric: Span[] = [...goalWords(sweep), `, ${rankedOnWords(sweep) ?? 'on the validation split'}`];
  const facts: [string, string | Span[]][] = [
    [
      'dataset',
      [
        ...(dataset.synthetic ? [{ strong: 'SYNTHETIC' }, ', drawn in place of '] : []),
        dataset.name,
        `: ${shape.join(' × ')}, ${plural(classes, 'class', 'classes')}`,
        ...(classes <= 12 ? [` (${listed(dataset.classNames)})`] : []),
      ],
    ],
    [
      'images',
      validation.kind === 'holdout'
        ? `${count(training)} to train on, ${count(validation.size)} held out of the training file to select by (seed ${validation.seed}), ${count(dataset.testCount)} to test on`
        : `${count(training)} to train on; the ${count(dataset.testCount)} test images are those that it was selected by as well`,
    ],
    ['wanted', metric],
    ['method', methodWords(sweep, all.length)],
    [
      'seeds',
      sweep.replicates > 1
        ? `${sweep.replicates} for each configuration: ${sweep.seed} to ${sweep.seed + sweep.replicates - 1}`
        : `one for each configuration: ${sweep.seed}`,
    ],
    ['engine', [{ code: sweep.engine }]],
  ];
  return { kind: 'facts', facts: facts.map(([name, value]) => ({ name, value })) };
}

function methodWords(
  { method, specJson, raisedRunCap }: ReportData['sweep'],
  configurations: number,
): string {
  const { runCap = undefined } = JSON.parse(specJson) as { runCap?: number };
  const cap = raisedRunCap ?? runCap;
  const most = cap === undefined ? '' : `, at most ${plural(cap, 'configuration')}`;
  const what = method === 'grid' ? 'grid: every combination' : `${method}: drawn at random`;
  return `${what}${most}; ${count(configurations)} planned`;
}

function choiceBlocks(data: ReportData): Block[] {
  const choices = choicesOf(data);
  const varied = choices.filter(({ varies }) => varies);
  const fixed = choices.filter(({ varies }) => !varies);
  const fixedWords = fixed.map(({ name, words }): Span => ({ code: `${name}=${words}` }));
  return [
    ...(varied.length === 0
      ? []
      : ([
          {
            kind: 'table',
            caption: 'What was varied, and within which bounds.',
            columns: [
              { title: 'parameter', numeric: false },
              { title: 'choices', numeric: false },
            ],
            rows: varied.map(({ name, words }) => [{ text: [{ code: name }] }, words]),
          },
        ] satisfies Block[])),
    ...(fixed.length === 0
      ? []
      : [paragraph(['Fixed for all: ', ...joined(fixedWords), '. Everything else had its default.'])]),
  ];
}
