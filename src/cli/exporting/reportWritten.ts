import { basename, join } from 'node:path';
import prettyBytes from 'pretty-bytes';
import type { Exporter } from '../../export/exporter.ts';
import { CARD_FILE } from '../../export/folder.ts';
import { SPEC_FILE } from '../../export/yaml.ts';
import { fileWord, trialWord } from '../../shellWord.ts';
import type { TrialDetail } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { invocation } from '../invocation.ts';
import type { Made } from './makeFiles.ts';
import type { Place } from './place.ts';

const NAMED = 8;

/** The result of an export for scripts, however it was written. */
export function exportAsJson(exporter: Exporter, trial: TrialDetail, { differing }: Made) {
  const { number, sweep } = trial;
  const differs = differing === undefined ? {} : { differingPredictions: differing };
  return {
    format: exporter.name,
    trial: number,
    sweep: sweep.id,
    retrained: differing !== undefined,
    ...differs,
  };
}

/** Says what was written, and what to do with it. */
export function reportWritten(
  exporter: Exporter,
  trial: TrialDetail,
  made: Made,
  place: Exclude<Place, { kind: 'output' }>,
  context: Context,
): void {
  const isFolder = place.kind === 'folder';
  const files = made.files.map(({ path, content }) => ({
    path: isFolder ? path : basename(place.path),
    bytes: Buffer.byteLength(content),
  }));
  if (context.json) {
    const { retrained, ...rest } = exportAsJson(exporter, trial, made);
    context.printJson({ ...rest, path: place.path, files, retrained });
    return;
  }
  const sizes = files.map(({ path, bytes }) => `${path} (${prettyBytes(bytes)})`);
  const more = sizes.length > NAMED ? ` and ${sizes.length - NAMED} more files` : '';
  const written = isFolder
    ? `the folder ${place.written}: ${sizes.slice(0, NAMED).join(', ')}${more}`
    : `${place.written} (${prettyBytes(files[0]!.bytes)})`;
  context.print(`Wrote ${written}.`);
  if (place.kind === 'folder' || !place.isStream)
    context.print(nextLine(exporter, trial, place, context), { whole: true });
}

function nextLine(
  { name, mainFile, card }: Exporter,
  { sweep, number }: TrialDetail,
  { kind, written }: Exclude<Place, { kind: 'output' }>,
  { atDatabase }: Context,
): string {
  const inFolder = (name: string) => (kind === 'folder' ? join(written, name) : written);
  const tryIt = card?.tryIt?.((file) => fileWord(inFolder(file)));
  if (tryIt !== undefined) return `Try it: ${tryIt}`;
  if (card && kind === 'folder') return `How to use it: ${inFolder(CARD_FILE)}`;
  const ref = trialWord(sweep, number);
  if (card)
    return `With a card that says how to use it: ${invocation()} export ${ref} --format ${name}${atDatabase}`;
  if (kind === 'folder' || mainFile === SPEC_FILE)
    return `Train it: ${invocation()} run ${fileWord(inFolder(SPEC_FILE))}${atDatabase}`;
  return `Its spec: ${invocation()} export ${ref}${atDatabase}`;
}
