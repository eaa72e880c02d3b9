// `npm run docs:found -- runs.db` writes what sweeps/ann-vs-cnn.yaml found, as that database has it, into README.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { compareValueGroups, comparisonWords, type Trained, testedSummary } from '../src/comparison/index.ts';
import { count, listed, metric } from '../src/format.ts';
import { packageFile } from '../src/package.ts';
import {
  compareGroups,
  type Database,
  findSweep,
  openDatabase,
  recordedTrials,
  type SweepInfo,
} from '../src/store/index.ts';
import { shortValue, varyingParameters } from '../src/trial/varying.ts';

const SWEEP = 'ann-vs-cnn';
/** Accuracy on the test images, as the notebook printed it. */
const NOTEBOOK: Readonly<Record<string, string>> = { ann: '88.07 %', cnn: '90.69 %' };

/** Parameters that follow from others, or mean nothing for the reader. */
const LEFT_OUT = ['model', 'learning_rate'];

/** The answers of the sweep, in Markdown. */
export function foundText(db: Database): string {
  const sweep = findSweep(db, SWEEP);
  const groups = compareGroups(db, [sweep.id], 'model');
  const { groups: compared, comparisons, checks } = compareValueGroups(db, 'model', groups);
  const trained = compared.map((group) => group.trained);
  const { verdict, reasons } = comparisonWords(comparisons[0]!);
  const about = (topic: string) => checks.flatMap((check) => (check.about === topic ? [check.text] : []));
  const configurations = groups.flatMap(({ rows }) => rows.map(({ parameters }) => parameters));
  const varying = varyingParameters(configurations).filter((name) => !LEFT_OUT.includes(name));
  const lines = [
    effortText(db, sweep, trained),
    '',
    '| | notebook | here | 95 % interval | macro-F1 | weights | the best by validation |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...trained.map((each) => tableRow(each, varying)),
    '',
    `**${verdict}** ${reasons.join(' ')}`,
    '',
    `Would more epochs have helped? ${about('length').join(' ')}`,
    '',
    `Was anything left to find? ${[...about('boundary'), ...about('budget')].join(' ')}`,
  ];
  return lines.map((line) => (line.startsWith('|') ? line : wrapped(line))).join('\n');
}

/** Lines of prose no longer than the others of the page. */
function wrapped(line: string): string {
  return line.replace(/(?=.{121})(.{1,120}) /g, '$1\n');
}

function effortText(db: Database, sweep: SweepInfo, trained: readonly Trained[]): string {
  const trials = recordedTrials(db, sweep);
  const finals = new Set(trained.flatMap(({ trainings }) => trainings.map(({ number }) => number)));
  const searched = trials.filter(({ number }) => !finals.has(number));
  const stopped = searched.filter(({ state }) => state === 'pruned').length;
  const epochs = (of: typeof trials) => of.reduce((sum, { steps }) => sum + steps.length, 0);
  const planned = searched.reduce((sum, { plannedSteps }) => sum + (plannedSteps ?? 0), 0);
  return (
    `Of ${count(searched.length)} configurations ${count(stopped)} were stopped early: ${count(epochs(searched))} of ` +
    `${count(planned)} epochs were trained. The best ANN and the best CNN were then trained with ` +
    `${count(finals.size / trained.length)} fresh seeds each. ` +
    `The notebook's numbers are of one seed each, and of the configuration that did best on the test images; here validation chose.`
  );
}

function tableRow({ name, row, ...trained }: Trained, varying: readonly string[]): string {
  const tested = testedSummary({ name, row, ...trained })!;
  const { interval, accuracy, std, macroF1 } = tested;
  // What is off needs no mention.
  const values = varying.flatMap((parameter) => {
    const value = row.parameters[parameter];
    return value ? [`${parameter} ${shortValue(value)}`] : [];
  });
  const cells = [
    name.toUpperCase(),
    NOTEBOOK[name],
    `${percent(accuracy)} ± ${percent(std ?? 0)} %`,
    `${percent(interval.low)} to ${percent(interval.high)} %`,
    metric(macroF1),
    count(row.facts.parameterCount!),
    listed(values),
  ];
  return `| ${cells.join(' | ')} |`;
}

function percent(share: number): string {
  return (100 * share).toFixed(2);
}

if (process.argv[1]?.endsWith('found.ts')) {
  const page = packageFile('README.md');
  const db = openDatabase(process.argv[2] ?? 'runs.db', { readonly: true });
  const text = readFileSync(page, 'utf8').replace(
    /(<!-- found:start -->\n)[\s\S]*?(<!-- found:end -->)/,
    (_match, start: string, end: string) => `${start}${foundText(db)}\n${end}`,
  );
  db.close();
  writeFileSync(page, text);
}
