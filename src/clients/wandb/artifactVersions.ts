import { Readable } from 'node:stream';
import type { Tracker, TrialKey } from '../tracker.ts';
import { mappingOf } from './pythonJson.ts';

export const MANIFEST = 'wandb_manifest.json';
/** Lies beside the manifest: the client's description of an artifact, and the version that it got. */
const RECORD = 'wandb_artifact.json';

/** A part of an artifact: a kept file, or a reference to something elsewhere. */
export interface ArtifactEntry {
  readonly path: string;
  readonly bytes: number;
  /** The address that a reference leads to. */
  readonly reference: string | undefined;
}

export interface ArtifactRecord {
  readonly type: string;
  readonly name: string;
  readonly digest: string;
  readonly description: string | null;
  /** A text in JSON. */
  readonly metadata: string;
  readonly aliases: readonly string[];
  /** Counted from 0; the same files have the same version. Undefined until the artifact is complete. */
  readonly version?: number;
  readonly committedAtMs?: number;
}

/** An artifact that can be used, with the folder of the trial that logged it. */
export interface ArtifactVersion extends Required<ArtifactRecord> {
  readonly key: TrialKey;
  readonly folder: string;
}

export function folderOf(name: string, digest: string): string {
  return `${folderOfName(name)}/${pathPart(digest).slice(0, 16)}`;
}

export async function writeRecord(
  tracker: Tracker,
  key: TrialKey,
  record: ArtifactRecord,
): Promise<string | undefined> {
  const path = `${folderOf(record.name, record.digest)}/${RECORD}`;
  return tracker.keepFile(key, path, Readable.from([Buffer.from(JSON.stringify(record))]), false);
}

export async function readRecord(
  tracker: Tracker,
  key: TrialKey,
  folder: string,
): Promise<ArtifactRecord | undefined> {
  const recorded = await readJson(tracker, key, `${folder}/${RECORD}`);
  if (typeof recorded?.name !== 'string' || typeof recorded.digest !== 'string') return undefined;
  return {
    type: String(recorded.type),
    name: recorded.name,
    digest: recorded.digest,
    description: typeof recorded.description === 'string' ? recorded.description : null,
    metadata: typeof recorded.metadata === 'string' ? recorded.metadata : '{}',
    aliases: Array.isArray(recorded.aliases) ? recorded.aliases.map(String) : [],
    ...(Number.isSafeInteger(recorded.version) ? { version: Number(recorded.version) } : {}),
    ...(Number.isFinite(recorded.committedAtMs) ? { committedAtMs: Number(recorded.committedAtMs) } : {}),
  };
}

/** Undefined if it has no manifest. */
export async function entriesOf(
  tracker: Tracker,
  key: TrialKey,
  folder: string,
): Promise<ArtifactEntry[] | undefined> {
  const contents = mappingOf((await readJson(tracker, key, `${folder}/${MANIFEST}`))?.contents);
  return (
    contents &&
    Object.entries(contents).map(([path, file]) => {
      const { size, ref } = mappingOf(file) ?? {};
      const bytes = Number.isFinite(size) ? Number(size) : 0;
      return { path, bytes, reference: typeof ref === 'string' ? ref : undefined };
    })
  );
}

/** All versions of the artifact of that name, by version; of copies in several trials, the latest. */
export async function versionsOf(
  tracker: Tracker,
  project: string,
  name: string,
): Promise<ArtifactVersion[]> {
  const inTrials = await tracker.trialsWithFiles(project, folderOfName(name));
  const all = await Promise.all(inTrials.map((key) => versionsIn(tracker, key, name)));
  const byAge = all.flat().sort((a, b) => a.committedAtMs - b.committedAtMs);
  return [...new Map(byAge.map((each) => [each.version, each])).values()].sort(
    (a, b) => a.version - b.version,
  );
}

/** The versions that a trial has logged: of one name, or of all. */
export async function versionsIn(tracker: Tracker, key: TrialKey, name?: string): Promise<ArtifactVersion[]> {
  const within = name === undefined ? 'artifacts/' : `${folderOfName(name)}/`;
  const folders = (await tracker.files(key))
    .filter((file) => file.name.startsWith(within) && file.name.endsWith(`/${RECORD}`))
    .map((file) => file.name.slice(0, -RECORD.length - 1));
  const records = folders.map(async (folder) => {
    const record = await readRecord(tracker, key, folder);
    const isWhole = record?.version !== undefined && record.committedAtMs !== undefined;
    return isWhole && (name === undefined || record.name === name)
      ? [{ ...(record as Required<ArtifactRecord>), key, folder }]
      : [];
  });
  return (await Promise.all(records)).flat();
}

/** The version that `v3`, an alias, a digest or nothing names; `latest` is the one that was logged last. */
export function chosenVersion(
  versions: readonly ArtifactVersion[],
  wanted: string,
): ArtifactVersion | undefined {
  return (
    versions.find(({ version }) => `v${version}` === wanted) ??
    versions.find((each) => aliasesOf(each, versions).includes(wanted || LATEST)) ??
    versions.find(({ digest }) => digest === wanted)
  );
}

const LATEST = 'latest';

/** An alias stands for the version that it was last given to. */
export function aliasesOf(of: ArtifactVersion, versions: readonly ArtifactVersion[]): string[] {
  const later = versions.filter(({ committedAtMs }) => committedAtMs > of.committedAtMs);
  const given = of.aliases.filter(
    (alias) => alias !== LATEST && !later.some(({ aliases }) => aliases.includes(alias)),
  );
  return later.length === 0 ? [LATEST, ...given] : given;
}

async function readJson(
  tracker: Tracker,
  key: TrialKey,
  name: string,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const content = await tracker.readFile(key, name);
  try {
    return content && mappingOf(JSON.parse(Buffer.from(content).toString('utf8')));
  } catch {
    return undefined;
  }
}

function folderOfName(name: string): string {
  return `artifacts/${pathPart(name)}`;
}

function pathPart(text: string): string {
  return encodeURIComponent(text).replaceAll('%', '_').replace(/^\.+/, '').slice(0, 120) || 'artifact';
}
