/** The room of comparisons: which configuration is better, by how much, at what cost, and how sure that is. */
export { type Beside, BesideBest, besideBest } from './besideBest.ts';
export { type BesideMark, besideLegend, besideMark, evidenceOf, meansOf } from './besideWords.ts';
export { comparePairs, nameOf, type PairComparison } from './bestPairs.ts';
export { type Check, comparisonChecks } from './checks/checks.ts';
export { type ChosenOnTest, chosenOnTest, chosenOnTestWords } from './chosenOnTest.ts';
export {
  type BestPair,
  bestFirst,
  type Comparison,
  compareBestPair,
  compareWithFirst,
} from './compareTrained.ts';
export { type Costs, costLines, costsOf, costWords, type ExportedBytesOf } from './costs.ts';
export { effortWords } from './effortWords.ts';
export { type ExpectedOfBest, expectedOfBest, expectedOfBestWords } from './expectedOfBest.ts';
export { comparesRoles, freshSeedsWords, ofFinals, onFreshSeeds } from './freshSeeds.ts';
export { compareValueGroups, namesOf, trainedGroups, usualGroups, type ValueGroup } from './groups.ts';
export { type ComparedGroup, type GroupComparison, readComparison } from './readComparison.ts';
export { triedValues } from './searchValue.ts';
export { type TestedSummary, type TuningEffort, testedSummary, tuningEfforts } from './summary.ts';
export { readTrained, type Trained } from './trained.ts';
export { bestPairs, type Pair } from './weigh.ts';
export { type ComparisonWords, comparisonJson, comparisonWords } from './words.ts';
