import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Exporter, TrainedTrial } from '../../../src/export/exporter.ts';
import { ONNX } from '../../../src/export/onnx/index.ts';
import { SAFETENSORS } from '../../../src/export/safetensors.ts';
import { weightSpecs } from '../../../src/model/buildLayers.ts';
import { packageVersion } from '../../../src/package.ts';
import { foreignIsHere, runPython } from '../../helpers/foreign.ts';
import { codeOf } from '../codeOf.ts';
import { everyNetwork } from '../everyNetwork.ts';
import { expectOurAnswers } from '../sameAnswers.ts';
import { trainedTrial } from '../trainedTrial.ts';

/**
 * Checks each network, in the folder of its number, with ONNX's checker; returns its answers for all images
 * at once and for each alone.
 */
const PROGRAM = `
import contextlib, io, json, os, sys
import numpy as np, onnx, onnxruntime
from safetensors import safe_open
from safetensors.numpy import load_file

def checked(path):
    onnx.checker.check_model(onnx.load(path), full_check=True)
    return onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])

def answers(session, images):
    return session.run(None, {"images": images})[0].astype(float)

def in_numpy(config, tensors, images):
    values = images.astype(np.float32) * np.float32(config["input"]["scale"])
    for layer in config["layers"]:
        if layer["kind"] == "flatten":
            values = values.reshape(len(values), -1)
            continue
        assert layer["kind"] == "dense", layer
        kernel, bias = (tensors[name] for name in layer["weights"])
        values = values @ kernel + bias
        if layer["activation"] == "leaky_relu":
            values = np.where(values > 0, values, layer["negative_slope"] * values)
        else:
            assert layer["activation"] == "softmax", layer
            values = np.exp(values - values.max(axis=1, keepdims=True))
            values /= values.sum(axis=1, keepdims=True)
    return values

def said_by(path):
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(open(path, encoding="utf-8").read(), {})
    return said.getvalue()

os.chdir(sys.argv[1])
networks = json.load(open("networks.json"))
out = {"networks": []}
for number, network in enumerate(networks):
    session = checked(f"{number}/model.onnx")
    images = np.fromfile(f"{number}/images", dtype=np.uint8).reshape(-1, *network["shape"])
    tensors = load_file(f"{number}/model.safetensors")
    result = {
        "together": answers(session, images).ravel().tolist(),
        "alone": np.concatenate([answers(session, image[None]) for image in images]).ravel().tolist(),
        "tensors": {name: [list(tensor.shape), tensor.ravel().tolist()] for name, tensor in tensors.items()},
    }
    if network["numpy"]:
        config = json.load(open(f"{number}/config.json", encoding="utf-8"))
        result["numpy"] = in_numpy(config, tensors, images).ravel().tolist()
    out["networks"].append(result)

os.chdir("card")
facts = checked("model.onnx").get_modelmeta()
with safe_open("model.safetensors", framework="numpy") as file:
    out["safetensors"] = file.metadata()
out["onnx"] = dict(facts.custom_metadata_map, description=facts.description, producer_name=facts.producer_name,
                   ir_version=onnx.load("model.onnx").ir_version, version=onnx.load("model.onnx").producer_version)
out["onnxSaid"] = said_by("onnx.py")
out["safetensorsSaid"] = said_by("safetensors_usage.py")
print(json.dumps(out))
`;

interface Answers {
  readonly networks: readonly {
    readonly together: number[];
    readonly alone: number[];
    readonly tensors: Record<string, [shape: number[], values: number[]]>;
    readonly numpy?: number[];
  }[];
  readonly onnx: Record<string, unknown>;
  readonly safetensors: Record<string, string>;
  readonly onnxSaid: string;
  readonly safetensorsSaid: string;
}

const NAME = `"a" 'b' </script> \\ \n é \ud800`;

describe.runIf(foreignIsHere())('in Python', () => {
  let folder: string;
  const networks = everyNetwork();
  const dense = networks.findIndex(({ name }) => name === 'two dense layers, leaky_relu');
  const ofCard = trainedTrial('cnn', { name: NAME, validation: { kind: 'test' } });
  Object.assign(ofCard.trial.sweep.dataset, { synthetic: true });
  let answers: Answers;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sweep-foreign-'));
    const facts = networks.map(({ trained }, number) => ({
      shape: trained.trial.sweep.dataset.input.shape,
      numpy: number === dense,
    }));
    writeFileSync(join(folder, 'networks.json'), JSON.stringify(facts));
    for (const [number, { trained, images }] of networks.entries()) {
      await write(String(number), trained);
      writeFileSync(join(folder, String(number), 'images'), images);
    }
    await write('card', ofCard);
    writeFileSync(join(folder, 'card/onnx.py'), codeOf(ONNX, ofCard.trial, 'python'));
    writeFileSync(join(folder, 'card/safetensors_usage.py'), codeOf(SAFETENSORS, ofCard.trial, 'python'));
    answers = runPython(PROGRAM, [folder]) as Answers;
  }, 120_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function write(name: string, trained: TrainedTrial): Promise<void> {
    mkdirSync(join(folder, name));
    for (const exporter of [ONNX, SAFETENSORS] as Exporter[]) {
      if (exporter.needs !== 'weights') throw new Error('A network is made of weights.');
      for (const { path, content } of await exporter.files(trained))
        writeFileSync(join(folder, name, path), content);
    }
  }

  it.each(networks.map(({ name }, number) => ({ name, number })))(
    'ONNX passes the full check and says what we say: $name',
    async ({ number }) => {
      await expectOurAnswers(networks[number]!, answers.networks[number]!.together);
      await expectOurAnswers(networks[number]!, answers.networks[number]!.alone);
    },
  );

  it('ONNX says where the network comes from, to runtimes of 2024 too', () => {
    expect(answers.onnx).toMatchObject({ ir_version: 8, producer_name: 'sweep', version: packageVersion() });
    expect(answers.onnx.description).toContain('SYNTHETIC');
    expectOrigin(answers.onnx as Record<string, string>);
  });

  it('safetensors say where the weights come from, and all that rebuilds the network', () => {
    expectOrigin(answers.safetensors);
    expect(answers.safetensors.layout).toContain('[in, out]');
    const { layers } = JSON.parse(answers.safetensors.config!);
    expect(layers.map(({ name }: { name: string }) => name)).toEqual(
      ofCard.trial.layers.map(({ name }) => name),
    );
  });

  it("safetensors give every weight under its name and in Keras's layout", () => {
    for (const [number, { trained }] of networks.entries()) {
      const { tensors } = answers.networks[number]!;
      const specs = weightSpecs(trained.trial.layers);
      expect(Object.keys(tensors).sort()).toEqual(specs.map(({ name }) => name).sort());
      for (const [index, { name, shape }] of specs.entries())
        expect(tensors[name]).toEqual([shape, [...trained.weights[index]!]]);
    }
  });

  it('a dense network, computed in NumPy from its tensors and config.json, says what we say', async () => {
    await expectOurAnswers(networks[dense]!, answers.networks[dense]!.numpy!);
  });

  it('the cards show code that runs', () => {
    expect(answers.onnxSaid).toMatch(/^(circle|square|triangle|star) 0\.\d+\n$/);
    expect(answers.safetensorsSaid).toContain('conv2d conv2d [9, 9, 4]\n    conv2d/kernel (2, 2, 1, 4)\n');
  });

  /** `ofCard` has a name that is no valid UTF-8, a drawn dataset and numbers of the test set. */
  function expectOrigin(metadata: Readonly<Record<string, string>>): void {
    expect(metadata).toMatchObject({
      sweep: NAME.replace('\ud800', '\ufffd'),
      trial: '3',
      dataset: 'squares',
      dataset_sha256: 'd'.repeat(64),
      synthetic: 'true',
      producer: `sweep ${packageVersion()}`,
    });
    expect(JSON.parse(metadata.classes!)).toEqual(['circle', 'square', 'triangle', 'star']);
    expect(JSON.parse(metadata.metrics!)).toMatchObject({ val_accuracy: 0.75, test_accuracy: 0.74 });
    expect(JSON.parse(metadata.warnings!)[0]).toContain('test set');
    expect(metadata.spec).toContain('SYNTHETIC');
    expect(metadata.spec).toContain('parameters:\n');
  }
});
