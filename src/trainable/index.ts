import { type ModuleSetup, moduleTrainable } from './module/module.ts';
import { network } from './network/network.ts';
import type { NetworkSetup } from './network/setup.ts';
import { type ProgramSetup, program } from './program/program.ts';
import type { Trainable } from './trainable.ts';

/** What a spec may ask its trials to train. */
export type SpecSetup = NetworkSetup | ProgramSetup | ModuleSetup;
export type TrainableKind = SpecSetup['kind'];

/** Trainables by their names. */
export const TRAINABLES: Readonly<Record<TrainableKind, Trainable>> = {
  network: network as Trainable,
  program: program as Trainable,
  module: moduleTrainable as Trainable,
};

/** The trainable of that name; a database may hold names that a later version wrote. */
export function trainableOf(kind: string): Trainable {
  return TRAINABLES[kind as TrainableKind] ?? TRAINABLES.program;
}
