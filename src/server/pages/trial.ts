import { Router } from 'express';
import { type ClassScore, type ConfusionMatrix, classScores, confusionMatrix } from '../../analysis/index.ts';
import type { Configuration, ParameterValue } from '../../configuration.ts';
import { sizeOf } from '../../model/layer.ts';
import {
  type EpochRow,
  findTrial,
  labels,
  predictions,
  type TrialDetail,
  trialDetail,
  trialEpochs,
} from '../../store/index.ts';
import { columnValue, formatValue } from '../../trial/varying.ts';
import type { Dashboard } from '../app.ts';
import type { DatabaseReader } from '../databaseReader.ts';
import { type AnnotationPanel, annotationPanel } from './annotations.ts';

/** A matrix of more classes than this is left out: its table would have a million cells at 1,000. */
const MOST_CONFUSION_CLASSES = 60;

/** One trial. */
export interface TrialPage {
  readonly title: string;
  readonly trial: TrialDetail;
  /** Its rank among the trials of its sweep, and the numbers of the trials next to it; null where there is none. */
  readonly rank: {
    readonly place: number | null;
    readonly previous: number | null;
    readonly next: number | null;
  };
  readonly parameters: readonly ParameterLine[];
  /** The trial that the parameters are held against, the best one; null where this is it or there is none. */
  readonly best: number | null;
  /** What a shell takes to train it again with something changed. */
  readonly again: string;
  readonly layers: readonly LayerRow[];
  readonly epochs: readonly EpochRow[];
  readonly confusion: Confusion | undefined;
  readonly annotations: AnnotationPanel;
  /** Where the request to stop it is sent; undefined where it neither trains nor waits for it. */
  readonly stop: string | undefined;
}

/** A parameter, and where it differs what the best trial has; undefined where it has no effect there. */
export interface ParameterLine {
  readonly name: string;
  readonly value: ParameterValue | undefined;
  readonly best: { readonly value: ParameterValue | undefined } | null;
}

export interface LayerRow {
  readonly name: string;
  readonly output: string;
  readonly weights: number;
  readonly flops: number;
}

/** Of the test set. */
export interface Confusion {
  readonly classNames: readonly string[];
  readonly matrix: ConfusionMatrix;
  readonly scores: readonly ClassScore[];
}

export function trialRoute({ reader, render }: Dashboard): Router {
  return Router().get('/sweeps/:id/trials/:number', (request, response) => {
    const { id, number } = request.params;
    response.send(render('trial', trialPage(reader, `${id}/${number}`)));
  });
}

function trialPage({ db, boards }: DatabaseReader, ref: string): TrialPage {
  const { trialId, sweepId } = findTrial(db, ref);
  const trial = trialDetail(db, trialId);
  const ranked = boards.leaderboard(sweepId, { by: 'trial' }).filter(({ rank }) => rank !== null);
  const place = ranked.findIndex(({ trials }) => trials[0] === trial.number);
  const numberAt = (index: number) => (place < 0 ? null : (ranked[index]?.trials[0] ?? null));
  const best = place === 0 ? undefined : ranked[0];
  const truth = labels(db, sweepId, 'test');
  const predicted = predictions(db, trialId, 'test');
  const trains = trial.sweep.state === 'running' && (trial.state === 'queued' || trial.state === 'running');
  return {
    annotations: annotationPanel(db, { sweepId, trial: trial.number }, trains),
    stop: trains ? `/sweeps/${sweepId}/requests` : undefined,
    title: `Trial ${trial.number} of ${trial.sweep.name}`,
    trial,
    rank: { place: ranked[place]?.rank ?? null, previous: numberAt(place - 1), next: numberAt(place + 1) },
    parameters: parameterLines(trial, best ?? trial),
    best: best?.trials[0] ?? null,
    again: `sweep export ${sweepId}/${trial.number} --out again.yaml\nsweep run again.yaml --set learning_rate=0.0005`,
    layers: trial.layers.map(({ name, outputShape, weights, flops }) => ({
      name,
      output: outputShape.join(' × '),
      weights: weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0),
      flops,
    })),
    epochs: trialEpochs(db, trialId),
    confusion: truth && predicted ? confusionOf(truth, predicted, trial.sweep.dataset.classNames) : undefined,
  };
}

/** All parameters of a trial, then those that only the best trial has. */
function parameterLines(trial: Configuration, best: Configuration): ParameterLine[] {
  const names = new Set(['model', ...Object.keys(trial.parameters), ...Object.keys(best.parameters)]);
  return [...names].map((name) => {
    const [value, other] = [columnValue(trial, name), columnValue(best, name)];
    const differs = formatValue(value) !== formatValue(other);
    return { name, value, best: differs ? { value: other } : null };
  });
}

function confusionOf(
  truth: Uint16Array,
  predicted: Uint16Array,
  classNames: readonly string[],
): Confusion | undefined {
  if (classNames.length > MOST_CONFUSION_CLASSES) return undefined;
  const matrix = confusionMatrix(truth, predicted, classNames.length);
  return { classNames, matrix, scores: classScores(matrix) };
}
