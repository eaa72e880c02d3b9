import { codeMarkdown, escapeMarkdown } from '../../../markdown.ts';
import type { CardFacts } from '../facts.ts';
import { parts, shell } from '../markdown.ts';

/** The section on training it again; `hasSpec` says whether `sweep.yaml` lies beside the card. */
export function again({ trial, trainedAgain }: CardFacts, hasSpec: boolean): string {
  const { sweep, fingerprint, number, digest, lastStep } = trial;
  const { path, name } = sweep.dataset;
  const run = 'sweep run sweep.yaml';
  return parts(
    '## Training it again',
    hasSpec
      ? '`sweep.yaml`, beside this file, is the spec that trains it:'
      : 'In the folder of its database:',
    hasSpec ? shell(run) : shell(`sweep export ${sweep.id}/${number} --out sweep.yaml`, run),
    `${fingerprint ? `It was trained with ${escapeMarkdown(fingerprint)}: where these are the same, so are the weights, to the last bit` : 'The weights are the same, to the last bit, where engine and processor are'}. The seed is ${trial.seed}, and everything random comes from it.`,
    digest !== null &&
      !trainedAgain?.differing &&
      `Digest of its ${lastStep} epochs, each chained to the one before: ${codeMarkdown(digest)}. Beside its database, ${codeMarkdown(`sweep verify ${sweep.id}/${number}`)} trains an epoch again and compares the bits.`,
    '`sweep` is the program for hyperparameter sweeps that trained it; the package of that name on npm is another one.',
    path !== undefined && `The spec looks for ${escapeMarkdown(name)} at ${codeMarkdown(path)}.`,
  );
}
