import {
  type Beside,
  chosenOnTest,
  chosenOnTestWords,
  evidenceOf,
  expectedOfBest,
  expectedOfBestWords,
  meansOf,
} from '../../comparison/index.ts';
import { count, metric, plural, spread } from '../../format.ts';
import { equalBest, finalsWords, firstLookWords } from '../../store/index.ts';
import { rankedOn, rankedOnWords } from '../../trainable/network/selection.ts';
import { type Block, joined, paragraph, quiet, type Section, type Span } from '../document.ts';
import type { ReportData } from '../readReport.ts';
import type { Rival } from '../rivals.ts';
import { goalWords, percent, percents, rowWords, seedsWords } from '../say.ts';
import type { Winner } from '../winner.ts';

const RIVALS_NAMED = 6;

/** The result in a few sentences, none of which says more than the numbers do. */
export function verdictSection(data: ReportData): Section {
  const { winner } = data;
  return {
    id: 'verdict',
    title: 'What came of it',
    blocks: winner ? winnerBlocks(data, winner) : [paragraph(whyNoWinner(data))],
  };
}

function whyNoWinner({ trials, sweep }: ReportData): string {
  if (trials.length === 0) return 'Nothing yet: no trial of this sweep was planned.';
  const count = (state: string) => trials.filter((trial) => trial.state === state).length;
  const [failed, completed] = [count('failed'), count('completed')];
  if (failed === trials.length)
    return `Nothing: ${failed === 1 ? 'its one trial' : `all ${failed} trials`} failed.`;
  if (completed > 0) return `Nothing that can be ranked: no completed trial has a finite ${sweep.metric}.`;
  return `Nothing yet: of ${plural(trials.length, 'trial')}, none has completed${failed > 0 ? `, and ${failed} failed` : ''}.`;
}

function winnerBlocks(data: ReportData, winner: Winner): Block[] {
  const { ranked, all } = data;
  const before = winner.row.rank! - 1;
  const finals = finalsWords(data.sweep, all);
  const firstLook = finals && firstLookWords(data.sweep, all, data.trials);
  const expected = data.where === undefined ? expectedOfBest(data.sweep, all, data.trials) : undefined;
  const ties = data.where === undefined ? equalBest(all) : undefined;
  return [
    paragraph(firstSentence(data, winner)),
    ...(before > 0
      ? [
          paragraph(
            `${plural(before, 'configuration')} that this report leaves out ${before === 1 ? 'stands' : 'stand'} before it on the leaderboard of the whole sweep.`,
          ),
        ]
      : []),
    ...(finals ? [paragraph([finals, firstLook].filter(Boolean).join(' '))] : []),
    ...(expected ? [paragraph(expectedOfBestWords(expected))] : []),
    ...(ties ? [paragraph(ties)] : []),
    ...testedBlocks(winner),
    ...optimismBlocks(data),
    ...(ranked.length > 1 ? rivalBlocks(data) : []),
    ...seedBlocks(data, winner),
  ];
}

function firstSentence({ sweep, ranked, all, chart }: ReportData, { row }: Winner): Span[] {
  const value = spread(row.mean, row.std);
  const on = rankedOnWords(sweep);
  if (ranked.length === 1) {
    return [
      'One configuration alone has come to an end, so there is nothing to rank it against: ',
      ...rowWords(row, chart.varying),
      ', with ',
      { code: sweep.metric },
      ' ',
      { strong: value },
      ` (${seedsWords(row)})${on ? `, ${on}` : ''}.`,
    ];
  }
  const stopped = all.filter(({ rank, state }) => rank === null && state === 'pruned').length;
  const early =
    stopped === 0 ? '' : ` that were trained to their end (${count(stopped)} more were stopped early)`;
  return [
    `Of ${plural(ranked.length, 'configuration')}${early}, `,
    ...rowWords(row, chart.varying),
    row.rank === 1 ? ' came first: ' : ' came first of these: ',
    ...goalWords(sweep),
    `${on ? `, ${on}` : ''}, `,
    { strong: value },
    ` (${seedsWords(row)}).`,
  ];
}

/** What choosing on the test images, as `validation: test` does, would have made of the same trainings. */
function optimismBlocks({ sweep, all, where }: ReportData): Block[] {
  const found = where === undefined && rankedOn(sweep) === 'validation' ? chosenOnTest(all) : undefined;
  return found ? [paragraph(chosenOnTestWords(found))] : [];
}

function testedBlocks({ trial, tested }: Winner): Block[] {
  if (!tested) return [];
  const { right, truth, interval } = tested;
  return [
    paragraph([
      `Its best trial, ${trial.number}, puts `,
      { strong: percent(right / truth.length) },
      ` of the ${count(truth.length)} test images into their class; with 95 % confidence, ${percents(interval)} of images like them.`,
    ]),
  ];
}

function rivalBlocks({ rivals, ranked, sweep }: ReportData): Block[] {
  const judged = rivals.flatMap(({ beside }) => beside ?? []);
  if (judged.length === 0) return [];
  const standing = (wanted: Beside['standing']) => rivals.filter(({ beside }) => beside?.standing === wanted);
  const [ties, ahead, behind] = [standing('alike'), standing('ahead'), standing('behind')];
  const which = judged.length === ranked.length - 1 ? 'other' : 'next';
  const some = (found: readonly Rival[]) => shareOf(found.length, judged.length, which);
  const these = `these ${evidenceOf(judged)}`;
  const sentences: Span[][] = [
    ...(behind.length > 0 ? [[`By ${these} it is better than ${some(behind)}.`]] : []),
    ...(ties.length > 0
      ? [
          [
            'It cannot be told from ',
            { strong: some(ties) },
            ` by ${these} (`,
            ...namesOf(ties),
            '): which is best is open.',
          ],
        ]
      : []),
    ...(ahead.length > 0
      ? [
          [
            `Better than it by ${these}, though not by ${sweep.metric}, which ranks, `,
            ahead.length === 1 ? 'is ' : 'are ',
            { strong: some(ahead) },
            ' (',
            ...namesOf(ahead),
            ').',
          ],
        ]
      : []),
  ];
  const means = meansOf(judged);
  return [
    paragraph(sentences.flatMap((sentence, index) => (index === 0 ? sentence : [' ', ...sentence]))),
    quiet(
      `Judged ${means}, at p < 0.05.${judged.length > 1 ? ' Each pair is judged by itself: of many pairs some differ by chance alone.' : ''}`,
    ),
  ];
}

/** `the other one`, `all of the other 7`, `1 of the next 24`: of the configurations after the first. */
function shareOf(found: number, all: number, which: 'other' | 'next'): string {
  if (all === 1) return `the ${which} one`;
  return found === all ? `all of the ${which} ${all}` : `${found} of the ${which} ${all}`;
}

function namesOf(rivals: readonly Rival[]): Span[] {
  return [
    ...joined(rivals.slice(0, RIVALS_NAMED).map(({ trial }) => `trial ${trial}`)),
    ...(rivals.length > RIVALS_NAMED ? [' and others'] : []),
  ];
}

/** Whether other seeds could make the next one the best. */
function seedBlocks({ ranked, sweep }: ReportData, { row }: Winner): Block[] {
  const next = ranked[1];
  if (!next || next.rank === row.rank) return [];
  const difference = Math.abs(row.mean! - next.mean!);
  if (row.std === null || next.std === null) {
    return row.replicates < 2
      ? [
          paragraph(
            'Each configuration was trained with one seed: how much of a difference is luck of the seed cannot be told from one.',
          ),
        ]
      : [];
  }
  const within = difference <= Math.max(row.std, next.std);
  return [
    paragraph([
      'The next configuration comes to ',
      { code: sweep.metric },
      ` ${spread(next.mean, next.std)}; the difference of ${metric(difference)} is ${within ? 'within' : 'more than'} one standard deviation over the seeds${within ? ', so other seeds could well put them the other way round' : ''}.`,
    ]),
  ];
}
