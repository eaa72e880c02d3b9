import { join } from 'node:path';
import { SweepError } from '../errors.ts';
import type { Dataset, ImageSet } from './dataset.ts';
import { examineFile } from './examine.ts';
import { fingerprintOf } from './fingerprint.ts';
import { isGzip, unzip } from './gzip.ts';
import { parseIdx } from './idx.ts';
import { sharedCopy, sharedLabelsFrom } from './shared.ts';
import { FILE_ROLES, type FileRole, type Source } from './source.ts';
import { damagedError } from './verify.ts';

/** Reads, verifies and decodes the files in a folder. `dataset_damaged` names all damaged files at once. */
export async function readDataset(folder: string, source: Source): Promise<Dataset> {
  const contents = await readContents(folder, source);
  const decode = (role: FileRole): Uint8Array => {
    return parseIdx(contents[role], source.files[role].name).data;
  };
  const decodeSet = (images: FileRole, labels: FileRole): ImageSet => {
    return { images: sharedCopy(decode(images)), labels: sharedLabelsFrom(decode(labels)) };
  };
  const train = decodeSet('trainImages', 'trainLabels');
  const test = decodeSet('testImages', 'testLabels');
  return {
    name: source.name,
    synthetic: false,
    fingerprint: fingerprintOf(source.input, train, test),
    input: source.input,
    classNames: source.classNames,
    trainCount: train.labels.length,
    testCount: test.labels.length,
    train,
    test,
  };
}

/** The unpacked bytes of all files. */
async function readContents(folder: string, source: Source): Promise<Record<FileRole, Buffer>> {
  const contents: Partial<Record<FileRole, Buffer>> = {};
  const findings: string[] = [];
  for (const role of FILE_ROLES) {
    const found = await examineFile(folder, source.files[role], source);
    const path = join(folder, found.name);
    if (found.state === 'whole')
      contents[role] = isGzip(found.bytes) ? unzip(found.bytes, source) : found.bytes;
    if (found.state === 'damaged') findings.push(`${path} ${found.detail}`);
    if (found.state === 'missing') throw new SweepError('dataset_missing', `${path} was there and is gone.`);
  }
  if (findings.length > 0) throw damagedError(findings);
  return contents as Record<FileRole, Buffer>;
}
