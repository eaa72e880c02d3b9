import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFile } from '../../src/package.ts';
import { connect } from '../../src/store/sqlite.ts';
import { TINY_SPEC, Workbench } from './workbench.ts';

/** `sweep` with the format `floats` for weights: a folder with `model.floats` and `more/about.json`. */
const FLOATS = packageFile('test/helpers/floatsFormat.mjs');
const FOLDER = ['README.md', 'model.floats', 'more', 'more/about.json', 'sweep.yaml'];

const bench = new Workbench();
const STACK = /\n\s+at /;

beforeAll(async () => {
  bench.write('tiny.yaml', TINY_SPEC);
  expect((await bench.run(['run', 'tiny.yaml', '--quiet'])).status).toBe(0);
  bench.write('part.yaml', TINY_SPEC.replace('name: tiny', 'name: part').replace('seed: 5', 'seed: 6'));
  expect((await bench.run(['run', 'part.yaml', '--quiet', '--max-trials', '1'])).status).toBe(0);
  const db = connect(bench.path('runs.db'));
  const ended = 'ended_at_ms = 1, reason_code';
  db.exec(`UPDATE trials SET state = 'failed', ${ended} = 'out_of_memory', reason_message = 'Too large.' WHERE sweep_id = 2 AND number = 3;
    UPDATE trials SET state = 'pruned', ${ended} = NULL WHERE sweep_id = 2 AND number = 4`);
  db.close();
});
afterAll(() => bench.remove());

const sweep = (...args: string[]) => bench.run(args);
const floats = (...args: string[]) => bench.run(['export', ...args, '--format', 'floats'], undefined, FLOATS);
const inFolder = (name: string) =>
  readdirSync(bench.path(name), { recursive: true, encoding: 'utf8' }).sort();
/** Files that a failed export may have left beside its place. */
const leftovers = () => readdirSync(bench.folder).filter((name) => name.startsWith('.sweep-'));

/** A copy of the database, changed by these statements. */
function changed(name: string, sql: string): string {
  bench.write(name, readFileSync(bench.path('runs.db')));
  const db = connect(bench.path(name));
  db.exec(sql);
  db.close();
  return name;
}

describe('a text', () => {
  it('is printed, and a file where --out ends as it does', async () => {
    expect((await sweep('export', 'tiny/1')).stdout).toMatch(/^# Trial 1 of the sweep "tiny"[\s\S]*\nname:/);
    const card = await sweep('export', 'tiny/1', '--format', 'card', '--out', '-');
    expect(card.stdout).toMatch(/^---\npipeline_tag: image-classification\n/);
    expect(card.stdout).toContain('SYNTHETIC');
    const { stdout } = await sweep('export', 'tiny/1', '--out', 'again.yml');
    expect(stdout).toMatch(/^Wrote again\.yml \(\d+ B\)\.\nTrain it: .* run again\.yml\n$/);
    expect(readFileSync(bench.path('again.yml'), 'utf8')).toBe((await sweep('export', 'tiny/1')).stdout);
  });

  it('comes with a card in a folder that trains', async () => {
    const { stdout } = await sweep('export', 'tiny/1', '--out', 'spec folder/');
    expect(stdout).toMatch(/Train it: .* run 'spec folder\/sweep\.yaml'\n$/);
    expect(inFolder('spec folder')).toEqual(['README.md', 'sweep.yaml']);
    const plan = await sweep('plan', 'spec folder/sweep.yaml', '--json');
    expect(JSON.parse(plan.stdout)).toMatchObject({ valid: true, trials: 1 });
  });

  it.each([
    ['model.h5', 'Give it one of .yaml, .yml, .md, .keras, .py, .onnx, .safetensors, or say --format'],
    ['table.CSV', 'export trials --out table.CSV` writes all trials as csv'],
  ])('is not what --out %s asks for', async (out, hint) => {
    const { status, stderr } = await sweep('export', 'tiny/1', '--out', out);
    expect([status, existsSync(bench.path(out))]).toEqual([2, false]);
    expect(stderr).toContain(`The ending of ${out} names no format of a trial`);
    expect(stderr).toContain(hint);
  });

  it('stands in JSON where that has standard output', async () => {
    const { stdout } = await sweep('export', 'tiny/2', '--json');
    expect(JSON.parse(stdout)).toEqual({
      format: 'yaml',
      trial: 2,
      sweep: 1,
      retrained: false,
      text: expect.stringContaining('name: "tiny-trial-2"'),
    });
  });
});

describe('a model', () => {
  it('is a folder with card and spec, here, where no --out is given', async () => {
    const { status, stdout, stderr } = await floats('tiny/1');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Wrote the folder tiny-1-floats: README\.md \([\d.]+ kB\), model\.floats \(/);
    expect(inFolder('tiny-1-floats')).toEqual(FOLDER);
    expect(readFileSync(bench.path('tiny-1-floats/README.md'), 'utf8')).toMatch(
      /library_name: floats[\s\S]*## How to use it\n\nRead it\.[\s\S]*\| `more\/about.json` \|/,
    );
  });

  it('is its main file alone where --out ends as that does, or on standard output', async () => {
    const { stdout } = await floats('tiny/1', '--out', 'é "1" 网.floats', '--json');
    const path = bench.path('é "1" 网.floats');
    const file = readFileSync(path);
    expect(JSON.parse(stdout)).toEqual({
      format: 'floats',
      trial: 1,
      sweep: 1,
      path,
      files: [{ path: 'é "1" 网.floats', bytes: file.length }],
      retrained: false,
    });
    const told = await floats('tiny/1', '--out', 'told.floats');
    expect(told.stdout).toMatch(
      /\nWith a card that says how to use it: .* export tiny\/1 --format floats\n$/,
    );
    await bench.shell(`"$NODE" '${FLOATS}' export tiny/1 --format floats --out - > piped`);
    expect(readFileSync(bench.path('piped')).equals(file)).toBe(true);
  });

  it('is not printed on a terminal or into JSON', async () => {
    const json = await floats('tiny/1', '--out', '-', '--json');
    expect([json.status, JSON.parse(json.stderr).error.code]).toEqual([2, 'usage']);
    if (process.platform !== 'linux') return;
    const { stdout } = await bench.shell(
      `script -qec "'$NODE' '${FLOATS}' export tiny/1 --format floats --out -" /dev/null; echo $?`,
    );
    expect(stdout).toMatch(/no text that a terminal could show[\s\S]*--out[\s\S]*\n2\n$/);
  });

  it.each([
    [2, 'has not been trained yet'],
    [3, 'has failed (Too large)'],
    [4, 'was ended before it had completed'],
  ])('is not made of part/%i, which %s', async (trial, why) => {
    const { status, stderr } = await floats(`part/${trial}`);
    expect(status).toBe(2);
    expect(stderr).toContain(`Trial ${trial} of part ${why}`);
    expect(stderr).toContain(`export part/${trial} --out again.yaml`);
  });

  it('is no card and no folder either before its trial has completed; a spec is', async () => {
    for (const args of [
      ['--format', 'card'],
      ['--out', 'folder/'],
    ])
      expect(await sweep('export', 'part/2', ...args)).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('has not been trained yet'),
      });
    expect((await sweep('export', 'part/2')).stdout).toContain('name: "part-trial-2"');
    expect(existsSync(bench.path('folder'))).toBe(false);
  });
});

describe('weights that were not kept', () => {
  const NONE = 'DELETE FROM weights;';
  const digest = (name: string) => readFileSync(bench.path(name)).toString('base64');

  it('are trained again, to the same bits, and nothing is written to the database', async () => {
    await floats('tiny/2', '--out', 'kept.floats');
    const database = changed('none.db', NONE);
    const before = digest(database);
    const { status, stdout, stderr } = await floats('tiny/2', '--out', 'anew', '--db', database, '--json');
    expect(status).toBe(0);
    expect(stderr).toMatch(/weights of trial 2 were not kept[\s\S]*2 epochs, about /);
    expect(stderr).toMatch(/SYNTHETIC[\s\S]*epoch 2\/2 [\s\S]*the same to the last of 20,000 predictions/);
    expect(JSON.parse(stdout)).toMatchObject({ retrained: true, differingPredictions: 0 });
    expect(digest('anew/model.floats')).toBe(digest('kept.floats'));
    expect(digest(database)).toBe(before);
  });

  it('that come out otherwise are exported with a warning and their own numbers', async () => {
    const was = `UPDATE predictions SET classes = zeroblob(10000) WHERE trial_id = 2 AND split = 'test';`;
    const database = changed('other.db', NONE + was);
    const { status, stderr } = await floats('tiny/2', '--out', 'other', '--db', database);
    expect(status).toBe(0);
    const differing = /warning: ([\d,]+) of 20,000 predictions differ/.exec(stderr)![1]!;
    const card = readFileSync(bench.path('other/README.md'), 'utf8');
    expect(card).toContain(`**${differing} of 20,000 predictions differ**`);
    const { test_accuracy } = JSON.parse(readFileSync(bench.path('other/more/about.json'), 'utf8'));
    expect(card).toContain(`| test accuracy | ${test_accuracy.toFixed(4)} |`);
    // The matrix shows the new predictions, not the stored ones, which are all of one class.
    expect(card).toMatch(/\| Bag \| 1,000 \| 0\.[1-9]/);
  });

  it('are not trained again on other data', async () => {
    const data = `UPDATE sweeps SET shared = json_set(shared, '$.dataset.fingerprint', 'abc')`;
    const { status, stderr } = await floats('tiny/2', '--db', changed('data.db', NONE + data));
    expect(status).toBe(2);
    expect(stderr).toMatch(/dataset_mismatch[\s\S]*sha256 abc[\s\S]*export tiny\/2 --out again\.yaml --db/);
  });

  it('leave nothing when their training is stopped', async () => {
    const long = `UPDATE configurations SET parameters = json_set(parameters, '$.epochs', 9000)`;
    const script = `"$NODE" '${FLOATS}' export tiny/2 --format floats --out stopped --db ${changed('long.db', `${NONE}${long}`)} 2> log &
      until grep -q 'epoch 1/9000' log; do sleep 0.1; done; kill -TERM $!; wait $!; echo $?; cat log`;
    const { stdout } = await bench.shell(script);
    expect(stdout).toMatch(/^130\n[\s\S]*Stopping[\s\S]*error \(interrupted\): Stopped; nothing was written/);
    expect(existsSync(bench.path('stopped'))).toBe(false);
  });
});

it('a signal while files are made leaves nothing', async () => {
  const beside = { env: { FLOATS_SIGNAL: 'SIGINT' } };
  const args = ['export', 'tiny/1', '--format', 'floats', '--out', 'signalled'];
  const { status, stdout, stderr } = await bench.run(args, undefined, FLOATS, beside);
  expect([status, stdout]).toEqual([130, '']);
  expect(stderr).toMatch(/error \(interrupted\): Stopped; nothing was written/);
  expect([existsSync(bench.path('signalled')), leftovers()]).toEqual([false, []]);
});

describe('what is there already', () => {
  it('stays without --force, and an export is replaced whole with it', async () => {
    await floats('tiny/1', '--out', 'replaced');
    bench.write('replaced/model.floats', 'old');
    const refused = await sweep('export', 'tiny/1', '--out', 'replaced');
    expect(refused).toMatchObject({ status: 2, stderr: expect.stringMatching(/exists\.[\s\S]*--force/) });
    expect(readFileSync(bench.path('replaced/model.floats'), 'utf8')).toBe('old');
    symlinkSync(bench.path('replaced'), bench.path('link'));
    expect((await sweep('export', 'tiny/1', '--out', 'link', '--force')).status).toBe(0);
    expect(inFolder('replaced')).toEqual(['README.md', 'sweep.yaml']);
  });

  it('is never deleted where it holds anything else', async () => {
    await floats('tiny/1', '--out', 'mine');
    bench.write('mine/more/notes.txt', 'keep me');
    const more = await floats('tiny/1', '--out', 'mine', '--force');
    expect(more.stderr).toMatch(/holds more\/notes\.txt[\s\S]*not replaced/);
    mkdirSync(bench.path('other.floats/deep'), { recursive: true });
    const strange = await floats('tiny/1', '--out', 'other.floats', '--force');
    expect(strange.stderr).toMatch(/a folder that no export made/);
    expect([more.status, strange.status]).toEqual([2, 2]);
    expect(inFolder('mine')).toEqual([...FOLDER.slice(0, 4), 'more/notes.txt', 'sweep.yaml']);
    const here = await bench.shell('cd mine && sweep export 1 --db ../runs.db --out . --force; echo $?');
    expect(here.stdout).toBe('2\n');
  });

  it('is used where it is an empty folder', async () => {
    mkdirSync(bench.path('empty'));
    expect((await floats('tiny/1', '--out', 'empty/')).status).toBe(0);
    expect(inFolder('empty')).toEqual(FOLDER);
  });
});

describe('an export that cannot be written', () => {
  it('says why, and not how it came to know', async () => {
    const { status, stderr } = await floats('tiny/1', '--out', 'no/x');
    expect(stderr).toMatch(/error \(export_failed\): .* cannot be written: its folder does not exist\./);
    expect(stderr).not.toMatch(STACK);
    expect(status).toBe(2);
    const misspelt = await bench.run(['export', 'tiny/1', '--format', 'flots'], undefined, FLOATS);
    expect(misspelt.stderr).toContain('Did you mean floats?');
  });

  it('leaves nothing of it where files may not grow, and keeps what is to be replaced', async () => {
    await floats('tiny/4', '--out', 'before');
    // Less than these weights, and more than SQLite needs.
    const { stdout, stderr } = await bench.shell(`ulimit -f 40
      for out in full full.floats before; do
        "$NODE" '${FLOATS}' export tiny/4 --format floats --out $out --force; echo $?
      done`);
    expect(stdout).toBe('2\n2\n2\n');
    expect(stderr.match(/cannot be written: files may not grow so large/g)).toHaveLength(3);
    expect(inFolder('before')).toEqual(FOLDER);
    expect(existsSync(bench.path('full'))).toBe(false);
    expect(existsSync(bench.path('full.floats'))).toBe(false);
    expect(leftovers()).toEqual([]);
  });
});

it('--help and completion list the formats', async () => {
  const { stdout } = await bench.run(['export', '--help'], undefined, FLOATS);
  expect(stdout).toMatch(/--format +Of a trial yaml, card,[^;]*\bfloats;/);
  const completed = await sweep('--get-yargs-completions', 'sweep', 'export', 'best', '--format', '');
  expect(completed.stdout.split('\n')).toEqual(expect.arrayContaining(['yaml', 'card']));
});
