import type { DatasetSummary } from '../../trainable/network/shared.ts';
import type { Block, Section, Text } from '../document.ts';
import { paragraph, quiet } from '../document.ts';
import type { ReportData } from '../readReport.ts';
import { runSettings } from '../runSettings.ts';
import type { Winner } from '../winner.ts';

/** How to run the sweep again, and what must be the same for the same numbers. */
export function againSection(data: ReportData): Section {
  const { sweep, winner, chart } = data;
  const { dataset, machine } = sweep;
  const settings = runSettings(sweep);
  const facts: [string, Text][] = [
    ...(dataset ? datasetFacts(dataset) : codeFacts(sweep)),
    ...(machine.sweep === undefined ? [] : ([['run by', `sweep ${machine.sweep}`]] as [string, Text][])),
    ...(winner?.trial.fingerprint
      ? ([[winner.network ? 'trained with' : 'ran with', winner.trial.fingerprint]] as [string, Text][])
      : []),
    ...(winner?.trial.digest
      ? ([[`its digest after epoch ${winner.trial.lastStep}`, [{ code: winner.trial.digest }]]] as [
          string,
          Text,
        ][])
      : []),
    ...(winner ? ([['seed of the best trial', String(winner.trial.seed)]] as [string, Text][]) : []),
  ];
  return {
    id: 'again',
    title: 'To run it again',
    blocks: [
      ...(winner ? winnerCommands(sweep, winner, chart.rows.length) : []),
      paragraph([
        'The whole sweep runs again from its spec, saved as ',
        { code: 'sweep.yaml' },
        dataset
          ? ': a trial trains to the same bits where the dataset, the engine and its version, and the kind of processor are the same.'
          : ' where the program lies. Whether a trial comes to the same numbers is up to the program.',
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

function datasetFacts({ name, synthetic, path, fingerprint }: DatasetSummary): [string, Text][] {
  return [
    ['dataset', `${name}${synthetic ? ' (synthetic, drawn by sweep)' : ''}`],
    ...(path === undefined ? [] : ([['read from', [{ code: path }]]] as [string, Text][])),
    ['sha256 of its images and labels', [{ code: fingerprint }]],
  ];
}

/** The place and the state of a sweep's code, if its trainable knows them. */
function codeFacts({ shared }: ReportData['sweep']): [string, Text][] {
  const { directory, git } = shared as {
    readonly directory?: unknown;
    readonly git?: { readonly commit: string; readonly dirty: boolean };
  };
  return [
    ...(typeof directory === 'string' ? [['ran in', [{ code: directory }]] satisfies [string, Text]] : []),
    ...(git
      ? [
          [
            'commit of its code',
            [{ code: git.commit }, ...(git.dirty ? [', with changes that were not committed'] : [])],
          ] satisfies [string, Text],
        ]
      : []),
  ];
}

function winnerCommands(
  { id, name }: ReportData['sweep'],
  { trial, network }: Winner,
  rows: number,
): Block[] {
  const { number } = trial;
  const word = /^\w[\w.-]*$/.test(name) ? name : String(id);
  return [
    paragraph([
      'Where the database is (',
      { code: '--db FILE' },
      ` names another one), this ${network ? 'trains' : 'runs'} the ${rows > 1 || !network ? 'winner' : 'network'} again, and shows the whole leaderboard:`,
    ]),
    {
      kind: 'code',
      language: 'sh',
      label: `Commands that ${network ? 'train' : 'run'} the winner again`,
      text: `sweep export ${word}/${number} --out winner.yaml\nsweep run winner.yaml\nsweep leaderboard ${word}`,
    },
    ...(network ? networkCommand(`${word}/${number}`) : []),
  ];
}

function networkCommand(trial: string): Block[] {
  return [
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
      text: `sweep export ${trial} --format keras`,
    },
  ];
}
