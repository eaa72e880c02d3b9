// `npm run docs:plots` draws what `bench -- search` and `bench -- prune` measured last, for the docs.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measured, type PruningResult, type RegretCurves } from '../bench/measured/measured.ts';
import { type ChartOption, drawSvg } from '../src/charts/draw.ts';
import { dashOf, hueOf } from '../src/charts/palette.ts';
import { axis, grid, LEGEND, lineSeries } from '../src/charts/style.ts';
import { packageFile } from '../src/package.ts';

const SIZE = { width: 760, height: 380 };
/** Where a spec says no lookahead. */
const USUAL_LOOKAHEAD = 4;
/** Before it, all searches guess. */
const FROM_TRIAL = 5;

function regret(trials: readonly number[], curves: RegretCurves['all']): ChartOption {
  const first = trials.findIndex((count) => count >= FROM_TRIAL);
  const series = Object.entries(curves).map(([name, values], index) => ({
    ...lineSeries(
      name,
      values.map((value, at) => [trials[at], value]).slice(first),
      hueOf(index),
      dashOf(index),
    ),
    symbol: 'none',
  }));
  return {
    grid: grid(true),
    legend: LEGEND,
    xAxis: axis('trials', 'x', { type: 'value', max: trials.at(-1), splitLine: { show: false } }),
    yAxis: axis('mean regret of the best so far', 'y', { type: 'log' }),
    series,
  };
}

/** Bars for each search beside one another, at each pruner. */
function epochs(results: readonly PruningResult[]): ChartOption {
  const usual = results.filter(({ lookahead }) => lookahead === USUAL_LOOKAHEAD);
  const pruners = [...new Set(usual.map(({ pruner }) => pruner))];
  const searches = [...new Set(usual.map(({ search }) => search))];
  const bars = searches.map((search, index) => ({
    type: 'bar',
    name: search,
    itemStyle: { color: hueOf(index) },
    data: pruners.map(
      (pruner) => usual.find((each) => each.search === search && each.pruner === pruner)?.meanEpochs,
    ),
  }));
  const third = {
    ...lineSeries(
      'a third',
      pruners.map(() => 1 / 3),
      hueOf(6),
      'dashed',
    ),
    symbol: 'none',
  };
  return {
    grid: grid(true),
    legend: LEGEND,
    xAxis: axis('early_terminate', 'x', { type: 'category', data: pruners }),
    yAxis: axis('mean epochs, random without = 1', 'y', { type: 'value', min: 0 }),
    series: [...bars, third],
  };
}

function write(name: string, title: string, option: ChartOption): void {
  const path = join(packageFile('docs'), `${name}.svg`);
  const named = drawSvg(option, SIZE).replace(/<svg ([^>]*)>/, `<svg role="img" aria-label="${title}" $1>`);
  writeFileSync(path, `${named}\n`);
  console.log(path);
}

const search = measured('search');
if (search) {
  const title = 'Mean regret of the best so far over trials';
  write('regret', `${title}, on 15 tables`, regret(search.trials, search.all));
  write('regret-conditional', `${title}, on 4 conditional tables`, regret(search.trials, search.conditional));
}
const prune = measured('prune');
if (prune)
  write(
    'epochs-to-best',
    'Mean epochs until one of the best is trained, by search and pruner',
    epochs(prune.results),
  );
