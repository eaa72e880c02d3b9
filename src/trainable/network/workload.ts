import type { Configuration } from '../../configuration.ts';
import { SweepError } from '../../errors.ts';
import { buildLayers } from '../../model/buildLayers.ts';
import type { Description, Workload } from '../trainable.ts';
import type { SharedArtifacts } from './artifacts.ts';
import { fitCost } from './cost/costModel.ts';
import { epochWork } from './cost/epochWork.ts';
import { misfitOfFork } from './fork.ts';
import { networkReckoning } from './reckoning.ts';
import type { NetworkSetup } from './setup.ts';
import type { DatasetSummary, NetworkShared } from './shared.ts';
import { NetworkSizes } from './sizes.ts';
import { splitSizes } from './splitSizes.ts';

/** The facts about a dataset that are needed to plan trainings on it. */
export type PlannedDataset = Pick<DatasetSummary, 'input' | 'trainCount' | 'testCount'>;

/** In proportion only; measurements of a machine are better. */
const TYPICAL = fitCost([]);

/** Describes configurations as they would be trained on images of that shape and number. */
export function networkDescriber(
  { validation, fork = [] }: NetworkSetup,
  { input, trainCount, testCount }: PlannedDataset,
): Workload['describe'] {
  const sizes = new NetworkSizes(input);
  const images = splitSizes(validation, trainCount, testCount);
  return (configuration) => {
    const size = sizes.of(configuration);
    if (size instanceof SweepError) return size;
    const misfit = misfitOfFork(configuration, fork, input);
    if (misfit) return misfit;
    return new NetworkDescription(configuration, input, {
      parameterCount: size.parameterCount,
      flops: size.flops,
      plannedSteps: Number(configuration.epochs),
      stepMs: TYPICAL.epochMs(epochWork(configuration, size, images), 1),
    });
  };
}

/**
 * Everything that makes the trainings of two sweeps over networks comparable, except the dataset's
 * fingerprint.
 */
export function networkIdentity(
  { engine, validation, fork }: NetworkSetup,
  fingerprint: string,
): readonly unknown[] {
  return [validation, engine, fingerprint, ...(fork ? [fork] : [])];
}

/** Our networks on a loaded dataset. `machine` is the fingerprint of the trainings: without it they share no epochs. */
export function networkWorkload(
  setup: NetworkSetup,
  dataset: DatasetSummary,
  artifacts: SharedArtifacts,
  machine: string | undefined,
): Workload {
  const { engine, validation, fork } = setup;
  const shared: NetworkShared = {
    engine,
    dataset: summaryOf(dataset),
    validation,
    ...(fork ? { fork } : {}),
  };
  return {
    kind: setup.kind,
    shared: { ...shared },
    identity: networkIdentity(setup, dataset.fingerprint),
    artifacts,
    ...(machine === undefined ? {} : { reckoning: networkReckoning(setup, dataset, machine) }),
    describe: networkDescriber(setup, dataset),
  };
}

class NetworkDescription implements Description {
  readonly facts: Description['facts'];
  private readonly configuration: Configuration;
  private readonly input: DatasetSummary['input'];

  constructor(configuration: Configuration, input: DatasetSummary['input'], facts: Description['facts']) {
    this.configuration = configuration;
    this.input = input;
    this.facts = facts;
  }

  get details(): unknown {
    return { layers: buildLayers(this.configuration, this.input) };
  }
}

/** The stored fields in their order, without other properties of the dataset's object. */
function summaryOf({
  name,
  synthetic,
  fingerprint,
  input,
  classNames,
  path,
  trainCount,
  testCount,
}: DatasetSummary) {
  return {
    name,
    synthetic,
    fingerprint,
    input: { shape: input.shape, classes: input.classes },
    classNames,
    ...(path === undefined ? {} : { path }),
    trainCount,
    testCount,
  };
}
