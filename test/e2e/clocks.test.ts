import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { TINY_SPEC, Workbench } from './workbench.ts';

const bench = new Workbench();
afterAll(() => bench.remove());

/** Whether a program can be given another clock here. */
const hasFaketime = (() => {
  try {
    execFileSync('faketime', ['--version'], { stdio: 'ignore' });
    return existsSync('/proc/self/stat');
  } catch {
    return false;
  }
})();

/** Runs a sweep and, once it trains, commands beside it; returns the output and status of each. */
async function beside(run: string, name: string, ...commands: string[]): Promise<string> {
  bench.write(`${name}.yaml`, TINY_SPEC.replace('tiny', name).replace('epochs: 2', 'epochs: 9000'));
  const { stdout } = await bench.shell(`
    ${run} "$NODE" "$SWEEP" run ${name}.yaml --db ${name}.db > ${name}.log 2>&1 & run=$!
    until grep -q 'epoch 1/' ${name}.log; do sleep 0.1; done
    ${commands.map((command) => `${command} 2>&1; echo "status $?"`).join('\n')}
    sweep stop ${name} --db ${name}.db 2> /dev/null; wait $run; echo "run ended with $?"; cat ${name}.log`);
  return stdout;
}

describe.runIf(hasFaketime)('two clocks that differ by a day', () => {
  const ask = (wish: string) => `faketime -f -1d "$NODE" "$SWEEP" ${wish}`;

  it('hinder nobody from steering a run and from seeing that it runs', async () => {
    const said = await beside(
      '',
      'steered',
      ask('ls --db steered.db'),
      ask('pause --db steered.db'),
      ask('resume --db steered.db'),
      ask('run steered.yaml --db steered.db'),
      ask('stop steered --db steered.db'),
    );
    expect(said).toMatch(/steered +running/);
    expect(said).toMatch(/No further trial starts[\s\S]*status 0\nTrials start again[\s\S]*status 0/);
    expect(said).toMatch(/is being run by process[\s\S]*status 2/);
    expect(said).toMatch(/Running trials end at their next step[\s\S]*status 0\nrun ended with 130/);
  }, 180_000);

  it.each([
    ['behind', '-1d'],
    ['ahead', '+1d'],
  ])(
    'show no negative time where that of the run is %s',
    async (name, shift) => {
      const said = await beside(
        `faketime -f ${shift}`,
        name,
        `"$NODE" "$SWEEP" serve --db ${name}.db --port 0 --json > ${name}.url & page=$!; until [ -s ${name}.url ]; do sleep 0.1; done
       url=$("$NODE" -p "JSON.parse(require('fs').readFileSync('${name}.url', 'utf8')).url")
       for path in "" sweeps/1 sweeps/1/charts/timeline sweeps/1/trials/1; do
         "$NODE" -e "fetch('$url$path').then(async (page) => console.log(page.status, await page.text()))"
       done; kill $page`,
        `sweep stop ${name}/1 --db ${name}.db; sleep 1; sweep leaderboard --db ${name}.db --by trial --json; sweep show 1 --db ${name}.db`,
      );
      const text = said.replace(/<[^>]*>/g, ' ');
      expect(text.match(/^200 /gm)).toHaveLength(4);
      expect(text).toContain('Trial 1 ends at its next step');
      expect(text).not.toMatch(/[-−–]\d+(\.\d+)?(d|h|m|s|ms)\b/);
      expect(said).not.toMatch(/"durationMs": -/);
      // No duration is about a day long, either.
      expect(text).not.toMatch(/\b(1d|2[34]h)\b/);
      expect(said).toMatch(/run ended with 130/);
    },
    180_000,
  );
});
