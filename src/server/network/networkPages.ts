import prettyBytes from 'pretty-bytes';
import { count, latencyWords, milliseconds } from '../../format.ts';
import { countUntrained } from '../../model/buildLayers.ts';
import { ancestorTrial, type Database, type NetworkTrial, networkTrial } from '../../store/index.ts';
import { TITLES } from '../../titles.ts';
import { type Ancestor, forkedFrom } from '../../trainable/network/fork.ts';
import type { NetworkShared } from '../../trainable/network/shared.ts';
import { splitSizes } from '../../trainable/network/splitSizes.ts';
import { trialHref, tryHref } from '../addresses/addresses.ts';
import type { PagePart, ResourceLine, TrainablePages } from '../pages/trainablePages.ts';
import { comparedPair } from './comparedPair.ts';
import { filtersView } from './filters.ts';
import { layersView } from './layers.ts';
import { type TestedView, testedView } from './tested.ts';
import { readTrialQuery } from './trialQuery.ts';

/** Bytes of a weight as it is stored and trained: float32. */
const WEIGHT_BYTES = 4;

/** The pages of networks: layers, predictions on the test set, and weights to try them with. */
export const networkPages: TrainablePages = {
  trialParts({ reader: { db }, images }, { trialId }, query) {
    const trial = networkTrial(db, trialId)!;
    const { sweep, number, hasWeights } = trial;
    const { dataset } = sweep;
    const tested = trial.predictions.includes('test')
      ? testedView(db, trial, readTrialQuery(query, dataset.input.classes), images.find(dataset))
      : undefined;
    return {
      parts: [...networkParts(trial), ...(tested ? testedParts(tested) : [])],
      action: hasWeights ? { name: 'Try it on a picture', href: tryHref(sweep.id, number) } : undefined,
      stepLines: (epochMs) => [batchLine(trial, epochMs)],
      resourceLines: resourceLines(db, trial),
    };
  },
  pairPart: comparedPair,
};

function networkParts(trial: NetworkTrial): PagePart[] {
  const filters = filtersView(trial);
  const layers: PagePart = {
    id: 'layers',
    title: 'Layers',
    heading: 'Layers',
    place: 'aside',
    view: '/_partials/network/layers',
    model: { layers: layersView(trial) },
  };
  if (!filters) return [layers];
  const heading = 'Filters of the first convolution';
  const view = '/_partials/network/filters';
  return [layers, { id: 'filters', title: 'Filters', heading, place: 'aside', view, model: { filters } }];
}

function testedParts(tested: TestedView): PagePart[] {
  const part = (id: string, title: string, heading: string): PagePart => ({
    id,
    title,
    heading,
    place: 'below',
    view: `/_partials/network/${id}`,
    model: { tested },
  });
  return [
    part('confusion', 'Confusion', 'Confusion on the test set'),
    part('mistakes', 'Mistakes', tested.mistakes.title),
    part('calibration', 'Calibration', 'Calibration on the test set'),
  ];
}

function batchLine({ sweep, parameters }: NetworkTrial, epochMs: number): ResourceLine {
  const { trainCount, testCount } = sweep.dataset;
  const images = splitSizes(sweep.validation, trainCount, testCount).training;
  const steps = Math.ceil(images / Number(parameters.batch_size));
  return {
    name: 'a step',
    value: `${milliseconds(epochMs / steps)} of ${count(steps)} an epoch, validation included`,
  };
}

function resourceLines(db: Database, trial: NetworkTrial): ResourceLine[] {
  const { latencyMs, latency1000Ms } = trial;
  const { fork = [] } = trial.sweep.shared as Partial<NetworkShared>;
  return [
    ...fork.map((ancestor, index) => forkLine(db, ancestor, index === 0 ? 'forked from' : 'then from')),
    { name: TITLES.parameterCount, value: weightsText(trial) },
    { name: TITLES.flops, value: flopsText(trial.flops) },
    ...(latencyMs === null
      ? []
      : [{ name: TITLES.latencyMs, value: latencyWords(latencyMs, latency1000Ms) }]),
  ];
}

function forkLine(db: Database, ancestor: Ancestor, name: string): ResourceLine {
  const value = forkedFrom(ancestor);
  const found = ancestorTrial(db, ancestor);
  if (found?.isThere) return { name, value, href: trialHref(found.sweepId, found.number) };
  return { name, value: `${value}, ${found ? 'which was deleted' : 'which this database does not have'}` };
}

function weightsText({ parameterCount, layers }: NetworkTrial): string {
  const untrained = countUntrained(layers);
  const averages =
    untrained > 0 ? `, ${count(untrained)} of them moving averages, which are not trained` : '';
  return `${count(parameterCount)}, ${prettyBytes(WEIGHT_BYTES * parameterCount)} as float32${averages}`;
}

function flopsText(value: number): string {
  return value < 1e6 ? count(value) : `${(value / 1e6).toFixed(1)} million`;
}
