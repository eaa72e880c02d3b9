/** All tables of a database file; `npm run migration` compares them with the migrations and writes the next one. */
export { sweepAnnotations, trialAnnotations } from './schema/annotations.ts';
export { configurations } from './schema/configurations.ts';
export { history, metrics, steps } from './schema/history.ts';
export { labels, predictions } from './schema/network/predictions.ts';
export { weights } from './schema/network/weights.ts';
export { files, outputs, resources } from './schema/outputs.ts';
export { requests } from './schema/requests.ts';
export { states } from './schema/states.ts';
export { SWEEP_STATES, type SweepState, sweeps } from './schema/sweeps.ts';
export { trialChanges } from './schema/trialChanges.ts';
export { trials } from './schema/trials.ts';
