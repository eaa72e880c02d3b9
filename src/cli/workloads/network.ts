import type { ChalkInstance } from 'chalk';
import { engineFingerprint } from '../../engine/fingerprint.ts';
import { hasDatabase, type TriedTrial, triedTrials } from '../../store/index.ts';
import type { Problem } from '../../sweepfile/problem.ts';
import { networkReckoning } from '../../trainable/network/reckoning.ts';
import { rankedOn, selectionWarnings } from '../../trainable/network/selection.ts';
import type { NetworkSetup } from '../../trainable/network/setup.ts';
import { networkDescriber, networkIdentity } from '../../trainable/network/workload.ts';
import { memoryBudget } from '../../workload/memoryBudget.ts';
import { openNetwork, requireEngine } from '../../workload/network.ts';
import type { SpecOf } from '../../workload/openedWorkload.ts';
import { requireSplit } from '../../workload/requireSplit.ts';
import { networkTiming } from '../../workload/timing/networkTiming.ts';
import type { Context } from '../context.ts';
import { reading } from '../database.ts';
import { downloadBar } from '../display/download.ts';
import { datasetName, datasetSizes } from '../format/dataset.ts';
import type { Announcement, WorkloadKind } from './announced.ts';
import { announceDataset } from './network/announceDataset.ts';
import { learningRateWarnings } from './network/learningRates.ts';
import { memoryWarnings } from './network/memoryWarnings.ts';
import { surveyDataset } from './network/surveyDataset.ts';
import { placeOf } from './placeOf.ts';

/** This package's own networks on images. */
export const networkWorkloads: WorkloadKind<NetworkSetup> = {
  key: 'dataset',

  async survey(spec, context) {
    const { chalk } = context;
    const { setup } = spec;
    const data = await surveyDataset(setup.dataset);
    requireSplit(setup, data);
    const { name, input, trainCount, testCount, assumed } = data;
    const memory = memoryBudget(setup.engine, input);
    return {
      ...announce(spec, { name, input, trainCount, testCount }, data, chalk),
      title: `${modelsOf(spec)}  ${name}`,
      warnings: (planned) => [
        ...memoryWarnings(planned, memory),
        ...learningRateWarnings(spec, triedHere(context)),
      ],
      timing: (request) => networkTiming(setup, data, request),
      describe: networkDescriber(setup, data),
      assumed: assumed && { path: 'dataset', ...assumed, severity: 'warning' },
      async reckoning(isExact) {
        if (!isExact) return networkReckoning(setup, { fingerprint: '', trainCount, testCount }, '');
        const fingerprint = await data.fingerprint();
        if (fingerprint === undefined) return undefined;
        const machine = await engineFingerprint(setup.engine);
        return networkReckoning(setup, { fingerprint, trainCount, testCount }, machine);
      },
      async identity() {
        const fingerprint = await data.fingerprint();
        return fingerprint === undefined ? undefined : networkIdentity(setup, fingerprint);
      },
    };
  },

  async require({ setup: { engine } }) {
    await requireEngine(engine);
  },

  async open(spec, context, signal) {
    const { setup } = spec;
    const bar = downloadBar();
    const place = { ...placeOf(context, signal), onProgress: bar.onProgress };
    const opened = await openNetwork(spec, place).finally(() => bar.stop());
    announceDataset(setup, opened, context);
    const { dataset, origin, memory } = opened;
    const { chalk } = context;
    const { name, synthetic, fingerprint, input } = dataset;
    const where = origin.kind === 'synthetic' ? '' : chalk.dim(` from ${origin.path}`);
    return {
      ...opened,
      ...announce(spec, { name, synthetic, fingerprint, input }, dataset, chalk),
      title: `${modelsOf(spec)} on ${datasetName(chalk, dataset)}${where}`,
      warnings: (planned) => memoryWarnings(planned, memory),
      timing: (request) => networkTiming(setup, dataset, request),
    };
  },
};

function announce(
  { metric, setup }: SpecOf<NetworkSetup>,
  dataset: object,
  sizes: Parameters<typeof datasetSizes>[0],
  chalk: ChalkInstance,
): Pick<Announcement, 'lines' | 'cautions' | 'json'> {
  const selection = { metric: metric.name, validation: setup.validation };
  const path = rankedOn(selection) === 'training' ? 'metric' : 'validation';
  const caution = (message: string): Problem => ({ path, message, severity: 'warning' });
  return {
    lines: [chalk.dim(datasetSizes(sizes))],
    cautions: selectionWarnings(selection).map(caution),
    json: { engine: setup.engine, rankedOn: rankedOn(selection), dataset },
  };
}

/** Number of newest trials that show which ones fail. */
const MOST_TRIED = 2000;

function triedHere(context: Context): TriedTrial[] {
  if (!hasDatabase(context.database)) return [];
  return reading(context, (db) => triedTrials(db, 'network', MOST_TRIED));
}

/** `ann and cnn`. */
function modelsOf({ space }: SpecOf<NetworkSetup>): string {
  const models = space.get('model')!.grid()!;
  return Array.from({ length: models.size }, (_, index) => models.at(index)).join(' and ');
}
