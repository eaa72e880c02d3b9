import { count, listed, plural } from '../../format.ts';
import { isNetworkSweep, type NetworkSweep } from '../../store/index.ts';
import { descriptionIn } from '../../sweepfile/description.ts';
import { trainableOf } from '../../trainable/index.ts';
import { rankedOnWords } from '../../trainable/network/selection.ts';
import { type Block, type Facts, joined, paragraph, type Section, type Span } from '../document.ts';
import type { ReportData } from '../readReport.ts';
import { goalWords } from '../say.ts';
import { choicesOf } from './space.ts';

type Fact = [name: string, value: string | Span[]];

const METHODS: Readonly<Record<string, string>> = {
  grid: 'grid: every combination',
  random: 'random: drawn at random',
};

/** The question of a sweep: its description, and the contents of its spec. */
export function askedSection(data: ReportData): Section {
  return {
    id: 'question',
    title: 'The question',
    blocks: [
      ...paragraphs(descriptionIn(data.sweep.specText) ?? ''),
      ...notesOf(data),
      factsOf(data),
      ...choiceBlocks(data),
    ],
  };
}

function notesOf({ annotations: { note, tags } }: ReportData): Block[] {
  const tagged: Block[] =
    tags.length === 0 ? [] : [paragraph(['Tagged ', ...joined(tags.map((code) => ({ code }))), '.'])];
  return [...paragraphs(note), ...tagged];
}

function paragraphs(text: string): Block[] {
  return text
    .split(/\r?\n\s*\r?\n/)
    .map((each) => each.replaceAll(/\s+/g, ' ').trim())
    .filter((each) => each !== '')
    .map(paragraph);
}

function factsOf({ sweep, all }: ReportData): Facts {
  const on = rankedOnWords(sweep) ?? (sweep.rankedOn === null ? undefined : 'on the validation split');
  const metric: Span[] = [...goalWords(sweep), ...(on === undefined ? [] : [`, ${on}`])];
  const facts: Fact[] = [
    ...(isNetworkSweep(sweep) ? datasetFacts(sweep) : runFacts(sweep)),
    ['wanted', metric],
    ['method', methodWords(sweep, all.length)],
    [
      'seeds',
      sweep.replicates > 1
        ? `${sweep.replicates} for each configuration: ${sweep.seed} to ${sweep.seed + sweep.replicates - 1}`
        : `one for each configuration: ${sweep.seed}`,
    ],
    ...(sweep.engine === null ? [] : [['engine', [{ code: sweep.engine }]] satisfies Fact]),
  ];
  return { kind: 'facts', facts: facts.map(([name, value]) => ({ name, value })) };
}

function datasetFacts({ dataset, validation }: NetworkSweep): Fact[] {
  const { shape, classes } = dataset.input;
  const training = dataset.trainCount - (validation.kind === 'holdout' ? validation.size : 0);
  return [
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
  ];
}

/** The code that every trial ran, from the spec. */
function runFacts({ specJson, shared }: ReportData['sweep']): Fact[] {
  const spec = { ...shared, ...JSON.parse(specJson) } as Readonly<Record<string, unknown>>;
  return ['program', 'command', 'trainer'].flatMap((key): Fact[] => {
    const value = spec[key];
    const words = Array.isArray(value) ? value.join(' ') : value;
    return typeof words === 'string' ? [[key, [{ code: words }]]] : [];
  });
}

function methodWords(
  { method, specJson, raisedRunCap }: ReportData['sweep'],
  configurations: number,
): string {
  const { runCap = undefined } = JSON.parse(specJson) as { runCap?: number };
  const cap = raisedRunCap ?? runCap;
  const most = cap === undefined ? '' : `, at most ${plural(cap, 'configuration')}`;
  const search = METHODS[method] ?? method;
  return `${search}${most}; ${count(configurations)} planned`;
}

function choiceBlocks(data: ReportData): Block[] {
  const choices = choicesOf(data);
  const varied = choices.filter(({ varies }) => varies);
  const fixed = choices.filter(({ varies }) => !varies);
  const isKnown = trainableOf(data.sweep.trainable).parameters !== undefined;
  const defaults = isKnown ? ' Everything else had its default.' : '';
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
    ...(fixed.length === 0 ? [] : [paragraph(['Fixed for all: ', ...joined(fixedWords), `.${defaults}`])]),
  ];
}
