import { Refusal } from '../../tracker.ts';
import {
  type ArtifactRecord,
  entriesOf,
  folderOf,
  MANIFEST,
  readRecord,
  versionsOf,
  writeRecord,
} from '../artifactVersions.ts';
import type { Given, Node } from '../graphql/execute.ts';
import { mappingOf } from '../pythonJson.ts';
import { keyOf } from '../words.ts';
import { type ArtifactId, artifactNode, readId, writeId } from './artifactNode.ts';
import { type Context, entityName, textOf } from './context.ts';

/**
 * Artifacts are kept as files of the trial that logs them, in `artifacts/NAME/DIGEST/`, with W&B's manifest
 * and a record of ours beside them. It is not recorded which runs used an artifact.
 */
export function artifactMutations(context: Context): Record<string, (input: Given) => Promise<Node>> {
  const { tracker } = context;
  const manifest = (artifact: ArtifactId): Node => {
    const file = { id: writeId(artifact), ...upload(context, artifact, MANIFEST) };
    return { artifactManifest: { id: writeId(artifact), file, digest: artifact.digest } };
  };
  return {
    async createArtifact(input) {
      const names = Array.isArray(input.artifactCollectionNames) ? input.artifactCollectionNames : [];
      const type = String(input.artifactTypeName ?? 'artifact').slice(0, 128);
      const name = String(input.artifactCollectionName ?? names[0] ?? type).slice(0, 128);
      const digest = String(input.digest ?? '');
      const key = keyOf(input.projectName, input.runName);
      const aliases = Array.isArray(input.aliases) ? input.aliases.map((each) => mappingOf(each)?.alias) : [];
      await writeRecord(tracker, key, {
        type,
        name,
        digest,
        description: textOf(input.description) ?? null,
        metadata: textOf(input.metadata) ?? '{}',
        aliases: aliases.map(String),
      });
      const entity = entityName(input.entityName);
      return { artifact: artifactNode(context, { key, entity, type, name, digest }, 'PENDING') };
    },
    createArtifactManifest: async ({ artifactID }) => manifest(idOf(artifactID)),
    updateArtifactManifest: async ({ artifactManifestID }) => manifest(idOf(artifactManifestID)),
    async createArtifactFiles(input) {
      const specs = Array.isArray(input.artifactFiles) ? input.artifactFiles.map(mappingOf) : [];
      const nodes = specs.map((spec) => {
        const artifact = idOf(spec?.artifactID);
        const name = String(spec?.name ?? '');
        return {
          storagePath: `${folderOf(artifact.name, artifact.digest)}/${name}`,
          ...upload(context, artifact, name),
          artifact: artifactNode(context, artifact, 'PENDING'),
        };
      });
      return { files: { edges: nodes.map((node) => ({ node })), pageInfo: { hasNextPage: false } } };
    },
    async commitArtifact({ artifactID }) {
      const artifact = idOf(artifactID);
      await context.inTurn(() => commit(context, artifact));
      return { artifact: artifactNode(context, artifact, 'COMMITTED') };
    },
    async useArtifact({ artifactID }) {
      const artifact = idOf(artifactID);
      const record = await readRecord(tracker, artifact.key, folderOf(artifact.name, artifact.digest));
      if (record?.version === undefined) throw new Refusal('not_found', 'There is no such artifact.');
      return { artifact: artifactNode(context, artifact, 'COMMITTED') };
    },
  };
}

/** A logged artifact, for the client that logged it. */
export function artifactById(context: Context, id: unknown): Node {
  return artifactNode(context, idOf(id), 'COMMITTED');
}

/** The client's own ids of artifacts are unknown here; ours identify artifacts. */
export function isArtifactId(id: unknown): boolean {
  return typeof id === 'string' && readId(id) !== undefined;
}

/**
 * Gives a complete artifact its version; the same files have the same one. If an artifact is incomplete
 * because a limit was reached, the run's output says so: that ends no training.
 */
async function commit({ tracker }: Context, { key, name, digest }: ArtifactId): Promise<void> {
  const folder = folderOf(name, digest);
  const record = await readRecord(tracker, key, folder);
  const missing = await missingFile(tracker, key, folder);
  if (!record || missing !== undefined)
    return tracker.note(
      key,
      `Runs cannot use the artifact ${name}: ${missing ?? 'its record'} was not kept.`,
    );
  const versions = await versionsOf(tracker, key.project, name);
  const same = versions.find((each) => each.digest === digest);
  const next = Math.max(-1, ...versions.map(({ version }) => version)) + 1;
  const kept: ArtifactRecord = {
    ...record,
    aliases: [...new Set([...(same?.aliases ?? []), ...record.aliases])],
    version: same?.version ?? next,
    committedAtMs: Date.now(),
  };
  await writeRecord(tracker, key, kept);
}

async function missingFile(
  tracker: Context['tracker'],
  key: ArtifactId['key'],
  folder: string,
): Promise<string | undefined> {
  const entries = await entriesOf(tracker, key, folder);
  if (!entries) return 'its manifest';
  const kept = new Set((await tracker.files(key)).map(({ name }) => name));
  return entries.find(({ path, reference }) => reference === undefined && !kept.has(`${folder}/${path}`))
    ?.path;
}

function upload(context: Context, { key, name, digest }: ArtifactId, file: string): Node {
  const uploadUrl = context.uploads.url(context, key, `${folderOf(name, digest)}/${file}`);
  return { uploadUrl, uploadHeaders: [], uploadMultipartUrls: null };
}

function idOf(id: unknown): ArtifactId {
  const artifact = readId(id);
  if (!artifact) throw new Refusal('not_found', 'There is no such artifact.');
  return artifact;
}
