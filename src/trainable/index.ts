import { type ModuleSetup, moduleTrainable } from './module/module.ts';
import { network } from './network/network.ts';
import type { NetworkSetup } from './network/setup.ts';
import { type ProgramSetup, program } from './program/program.ts';
import type { Trainable } from './trainable.ts';

/** The setups that a spec may have. */
export type SpecSetup = NetworkSetup | ProgramSetup | ModuleSetup;
export type TrainableKind = SpecSetup['kind'];

/** Trainables by their names. */
export const TRAINABLES: Readonly<Record<TrainableKind, Trainable>> = {
  network: network as Trainable,
  program: program as Trainable,
  module: moduleTrainable as Trainable,
};

/** The trainable of that name; a database may hold names from a later version. */
export function trainableOf(kind: string): Trainable {
  return TRAINABLES[kind as TrainableKind] ?? TRAINABLES.program;
}
