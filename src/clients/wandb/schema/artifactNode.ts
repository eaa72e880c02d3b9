import {
  type ArtifactRecord,
  type ArtifactVersion,
  aliasesOf,
  chosenVersion,
  entriesOf,
  folderOf,
  MANIFEST,
  readRecord,
  versionsOf,
} from '../artifactVersions.ts';
import type { Given, Node } from '../graphql/execute.ts';
import { keyOf } from '../words.ts';
import { connection } from './connection.ts';
import { type Context, isoTime } from './context.ts';
import { runNode } from './runNode.ts';

/** The content of an artifact's id, which finds the artifact again. */
export interface ArtifactId {
  readonly key: ArtifactVersion['key'];
  readonly entity: string;
  readonly type: string;
  readonly name: string;
  readonly digest: string;
}

/** An artifact in W&B's schema, as far as it is known by now. */
export function artifactNode(context: Context, id: ArtifactId, state: 'PENDING' | 'COMMITTED'): Node {
  const { tracker } = context;
  const { key, entity, type, name, digest } = id;
  const folder = folderOf(name, digest);
  const record = once(() => readRecord(tracker, key, folder));
  const entries = once(async () => (await entriesOf(tracker, key, folder)) ?? []);
  const collection = collectionNode(entity, key.project, name);
  const recorded =
    <Field extends keyof ArtifactRecord>(field: Field) =>
    async () =>
      (await record())?.[field];
  const time = async () => isoTime((await record())?.committedAtMs ?? 0);
  return {
    __typename: 'Artifact',
    id: writeId(id),
    artifactSequence: { ...collection, __typename: 'ArtifactSequence', latestArtifact: null },
    artifactType: { __typename: 'ArtifactType', id: type, name: type },
    versionIndex: async () => (await record())?.version ?? 0,
    description: recorded('description'),
    metadata: async () => (await record())?.metadata ?? '{}',
    ttlDurationSeconds: -2,
    ttlIsInherited: true,
    tags: [],
    async aliases() {
      const versions = await versionsOf(tracker, key.project, name);
      const own = versions.find((each) => each.digest === digest);
      return (own ? aliasesOf(own, versions) : []).map((alias) => aliasNode(alias, collection));
    },
    currentManifest: { file: { directUrl: context.uploads.url(context, key, `${folder}/${MANIFEST}`) } },
    state,
    digest,
    digestAlgorithm: 'MD5',
    size: async () => (await entries()).reduce((sum, { bytes }) => sum + bytes, 0),
    fileCount: async () => (await entries()).length,
    files: async (given: Given) =>
      connection(await entries(), given, ({ path, bytes, reference }) => ({
        __typename: 'File',
        id: `${folder}/${path}`,
        name: path,
        sizeBytes: bytes,
        directUrl: reference ?? context.uploads.url(context, key, `${folder}/${path}`),
      })),
    async createdBy() {
      const trial = await tracker.trial(key);
      return trial ? runNode(context, entity, trial) : null;
    },
    createdAt: time,
    updatedAt: time,
  };
}

/** The fields of a project that lead to its artifacts. */
export function artifactFields(context: Context, entity: string, project: string): Node {
  const version = async (name: string, wanted: string) => {
    const versions = await versionsOf(context.tracker, project, name);
    const chosen = chosenVersion(versions, wanted);
    return chosen && { chosen, node: artifactNode(context, { ...chosen, entity }, 'COMMITTED') };
  };
  const membership = async (name: string, wanted: string) => {
    const found = await version(name, wanted);
    if (!found) return null;
    const { chosen, node } = found;
    return {
      __typename: 'ArtifactCollectionMembership',
      id: node.id,
      versionIndex: chosen.version,
      createdAt: isoTime(chosen.committedAtMs),
      aliases: node.aliases,
      artifactCollection: collectionNode(entity, project, name),
      artifact: node,
      files: node.files,
    };
  };
  return {
    artifact: async ({ name }: Given) => (await version(...nameAndAlias(name)))?.node ?? null,
    artifactCollectionMembership: ({ name }: Given) => membership(...nameAndAlias(name)),
    artifactCollection: ({ name }: Given) => ({
      ...collectionNode(entity, project, String(name)),
      artifactMembership: ({ aliasName }: Given) => membership(String(name), String(aliasName ?? '')),
    }),
  };
}

export function writeId({ key, entity, type, name, digest }: ArtifactId): string {
  return Buffer.from(JSON.stringify({ key, entity, type, name, digest })).toString('base64');
}

/** Undefined if it is none of ours; its parts are checked as if the client had sent them. */
export function readId(id: unknown): ArtifactId | undefined {
  try {
    const parsed = JSON.parse(Buffer.from(String(id), 'base64').toString('utf8'));
    const key = keyOf(parsed.key.project, parsed.key.id);
    const [entity, type, name, digest] = [parsed.entity, parsed.type, parsed.name, parsed.digest].map(String);
    return { key, entity: entity!, type: type!, name: name!, digest: digest! };
  } catch {
    return undefined;
  }
}

function collectionNode(entity: string, project: string, name: string): Node {
  return {
    __typename: 'ArtifactSequence',
    id: `${project}/${name}`,
    name,
    project: {
      __typename: 'Project',
      id: project,
      internalId: '1',
      name: project,
      entityName: entity,
      entity: { id: entity, name: entity },
    },
  };
}

function aliasNode(alias: string, artifactCollection: Node): Node {
  return { __typename: 'ArtifactAlias', id: alias, alias, artifactCollection };
}

/** Splits `data:v0` into name and version. */
function nameAndAlias(text: unknown): [name: string, alias: string] {
  const [name, alias = ''] = String(text).split(':');
  return [name!, alias];
}

function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let found: Promise<Value> | undefined;
  return () => {
    found ??= read();
    return found;
  };
}
