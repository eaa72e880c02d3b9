import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { parse } from 'yaml';
import { parameterFile } from '../../../src/clients/wandb/config.ts';
import { WandbEndpoint } from '../../../src/clients/wandb/endpoint.ts';
import { programTest } from '../../executor/program/programs.ts';
import { installedWandb } from '../../helpers/foreign.ts';

const wandb = installedWandb();

describe("programs that report with W&B's client", () => {
  it('find their parameters in a file that YAML 1.1 reads as JSON is meant', () => {
    const configuration = {
      lr: 1e-7,
      big: 1e21,
      'model.units': 64,
      text: '1e-7',
      list: [1e-9, null],
      flag: true,
    };
    const text = parameterFile(configuration);
    expect(text).toContain('"value":1.0e-7');
    expect(text).toContain('"value":1.0e+21');
    expect(parse(text, { version: '1.1' })).toEqual({
      wandb_version: 1,
      lr: { value: 1e-7 },
      big: { value: 1e21 },
      model: { value: { units: 64 } },
      text: { value: '1e-7' },
      list: { value: [1e-9, null] },
      flag: { value: true },
    });
  });

  it.runIf(wandb.isHere).each(wandb.clients)(
    'need no change ($version)',
    { timeout: 60_000 },
    async ({ python }) => {
      vi.stubEnv('WANDB_API_KEY', 'x'.repeat(40));
      onTestFinished(() => void vi.unstubAllEnvs());
      const { executor, folder, job, run } = programTest({ endpoints: [new WandbEndpoint()] });
      writeFileSync(join(folder, 'train.py'), TRAIN);
      const { outcome, of, text } = await run(job(`exec ${python} train.py`));
      expect(outcome, text('stderr')).toMatchObject({
        state: 'completed',
        result: { metrics: { loss: 0.5, best: 0.25, 'nested.a': 1 } },
      });
      const reports = of('report').map(({ step, metrics }) => [step, metrics]);
      expect(reports).toEqual([
        [0, { loss: 2, 'nested.a': 1 }],
        [5, { loss: Number.NaN }],
        [6, { loss: 0.5 }],
        [6, { best: 0.25 }],
      ]);
      expect(text('stdout')).toContain("config {'lr': 0.1, 'model': {'units': 64}}");
      expect(text('stdout')).toContain('alert (INFO): careful: hot');
      expect(text('stdout')).toContain('leaked False');
      expect(text('stderr')).not.toContain('wandb:');
      const handedIn = new Map(of('file').map(({ path, content }) => [path, Buffer.from(content)]));
      expect([...handedIn.keys()].map((path) => path.replace(/_\w+\.png$/, '.png')).sort()).toEqual([
        'media/images/sample.png',
        'note.txt',
      ]);
      expect(handedIn.get('note.txt')?.toString()).toBe('saved');
      expect([...handedIn.values()].some((content) => content.subarray(1, 4).toString() === 'PNG')).toBe(
        true,
      );
      const directory = join(folder, 'files/3/1');
      expect(existsSync(join(directory, 'wandb-parameters.yaml'))).toBe(false);
      expect(readdirSync(join(directory, 'artifacts/weights'))).toHaveLength(1);
      writeFileSync(join(folder, 'use.py'), USE);
      const next = await run(job(`exec ${python} use.py`, {}, 2));
      expect(next.text('stdout'), next.text('stderr')).toContain("used v0 ['w.txt'] w");
      await executor.close();
    },
  );
});

const USE = `import os
import wandb
with wandb.init(project="their own") as run:
    artifact = run.use_artifact("weights:latest")
    folder = artifact.download()
    with open(os.path.join(folder, "w.txt")) as file:
        print("used", artifact.version, os.listdir(folder), file.read())
`;

const TRAIN = `import os
import wandb
from PIL import Image
print("leaked", os.environ["WANDB_API_KEY"].startswith("xxx"))
run = wandb.init(project="their own", config={"lr": 5, "other": 1})
print("config", {name: run.config[name] for name in ("lr", "model")})
run.log({"loss": 2.0, "nested": {"a": 1}})
run.log({"loss": float("nan")}, step=5, commit=True)
run.log({"loss": 0.5})
run.log({"sample": wandb.Image(Image.new("L", (4, 4)))}, step=6)
with open(os.path.join(run.dir, "note.txt"), "w") as file:
    file.write("saved")
run.save(os.path.join(run.dir, "note.txt"), base_path=run.dir)
run.summary["best"] = 0.25
run.alert("careful", "hot")
artifact = wandb.Artifact("weights", "model")
with artifact.new_file("w.txt") as file:
    file.write("w")
run.log_artifact(artifact)
run.finish()
`;
