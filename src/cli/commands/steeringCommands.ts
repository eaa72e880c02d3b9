import { required } from '../commandLine/option.ts';
import { type Command, defineCommand } from './command.ts';
import { meansLatest, sweep } from './sharedWords.ts';

/** Commands that ask the process which runs a sweep for something. */
export const steeringCommands: readonly Command[] = [
  defineCommand({
    name: 'stop',
    group: 'steer',
    brief: 'a trial or a sweep',
    describe: 'Stop a trial, or a sweep to go on later',
    examples: [
      ['stop cnn', 'the sweep cnn, as Ctrl-C would: `run` goes on with it'],
      ['stop cnn/12', 'one trial; it keeps its epochs, and the others go on'],
    ],
    positionals: {
      target: required('a sweep or a trial', 'A sweep by its name; a trial by its number or sweep/number'),
    },
    options: {},
    doesMore: () => true,
    load: async () => (await import('./steer.ts')).stop,
  }),
  defineCommand({
    name: 'pause',
    group: 'steer',
    brief: 'begin no further trial',
    describe: 'Start no further trial of a running sweep for now',
    examples: [['pause cnn', 'trials that run go on to their end']],
    positionals: { sweep },
    options: {},
    doesMore: () => true,
    meansLatest,
    load: async () => (await import('./steer.ts')).pause,
  }),
  defineCommand({
    name: 'resume',
    group: 'steer',
    brief: 'go on after a pause',
    describe: 'Go on with a paused sweep',
    examples: [['resume cnn', 'its trials start again']],
    positionals: { sweep },
    options: {},
    doesMore: () => true,
    meansLatest,
    load: async () => (await import('./steer.ts')).resume,
  }),
];
