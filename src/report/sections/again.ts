import type { Block, Section, Text } from '../document.ts';
import { paragraph, quiet } from '../document.ts';
import type { ReportData } from '../readReport.ts';
import { runSettings } from '../runSettings.ts';

/** How to run it again, and what has to be the same for the same numbers. */
export function againSection(data: ReportData): Section {
  const { sweep, winner, chart } = data;
  const { dataset, machine } = sweep;
  const settings = runSettings(sweep);
  const facts: [string, Text][] = [
    ['dataset', `${dataset.name}${dataset.synthetic ? ' (synthetic, drawn by sweep)' : ''}`],
    ...(dataset.path === undefined ? [] : ([['read from', [{ code: dataset.path }]]] as [string, Text][])),
    ['sha256 of its images and labels', [{ code: dataset.fingerprint }]],
    ...(machine.sweep === undefined ? [] : ([['run by', `sweep ${machine.sweep}`]] as [string, Text][])),
    ...(winner?.trial.fingerprint ? ([['trained with', winner.trial.fingerprint]] as [string, Text][]) : []),
    ...(winner ? ([['seed of the best trial', String(winner.trial.seed)]] as [string, Text][]) : []),
  ];
  return {
    id: 'again',
    title: 'To run it again',
    blocks: [
      ...(winner ? winnerCommands(sweep, winner.trial.number, chart.rows.length) : []),
      paragraph([
        'The whole sweep runs again from its spec, saved as ',
        { code: 'sweep.yaml' },
        ': a trial trains to the same bits where the dataset, the engine and its version, and the kind of processor are the same.',
      ]),
      {
        kind: 'code',
        language: 'sh',
        label: 'The command that runs the sweep',
        text: ['sweep run sweep.yaml', ...(settings ?? [])].join(' '),
      },
      ...(settings === undefined
        ? [
            quiet(
              'The spec below does not say all that was run: its settings were changed on the command line, or it was read by another version of sweep.',
            ),
          ]
        : []),
      { kind: 'facts', facts: facts.map(([name, value]) => ({ name, value })) },
      {
        kind: 'code',
        language: 'yaml',
        label: 'The spec',
        text: sweep.specText.replaceAll(/\r\n?/g, '\n').trimEnd(),
      },
    ],
  };
}

function winnerCommands({ id, name }: ReportData['sweep'], trial: number, rows: number): Block[] {
  const word = /^\w[\w.-]*$/.test(name) ? name : String(id);
  return [
    paragraph([
      'Where the database is (',
      { code: '--db FILE' },
      ` names another one), this trains the ${rows > 1 ? 'winner' : 'network'} again, and shows the whole leaderboard:`,
    ]),
    {
      kind: 'code',
      language: 'sh',
      label: 'Commands that train the winner again',
      text: `sweep export ${word}/${trial} --out winner.yaml\nsweep run winner.yaml\nsweep leaderboard ${word}`,
    },
    paragraph([
      'And this writes its network as it was trained, for Keras (or ',
      { code: 'onnx' },
      ', or ',
      { code: 'tfjs' },
      '):',
    ]),
    {
      kind: 'code',
      language: 'sh',
      label: 'The command that exports the network',
      text: `sweep export ${word}/${trial} --format keras`,
    },
  ];
}
