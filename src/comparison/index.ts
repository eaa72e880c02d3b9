/** The room of comparisons: which configuration is better, by how much, at what cost, and how sure that is. */
export { type Compared, type ComparedPair, comparePairs, nameOf } from './bestPairs.ts';
export { type Check, comparisonChecks } from './checks/checks.ts';
export { type Comparison, compareWithFirst } from './compareTrained.ts';
export { onFreshSeeds } from './freshSeeds.ts';
export { type TestedSummary, type TuningEffort, testedSummary, tuningEfforts } from './summary.ts';
export { readTrained, type Trained } from './trained.ts';
export { comparisonWords } from './words.ts';
