import { Refusal, type TrialKey } from '../../tracker.ts';
import type { Given, Node } from '../graphql/execute.ts';
import { mappingOf } from '../pythonJson.ts';
import { keyOf } from '../words.ts';
import { type Context, entityName, isoTime } from './context.ts';

const MANIFEST = 'wandb_manifest.json';

/** A version of an artifact: the folder of its trial that its files lie in. */
interface Artifact {
  readonly key: TrialKey;
  readonly entity: string;
  readonly type: string;
  readonly name: string;
  readonly folder: string;
  readonly digest: string;
}

/**
 * Artifacts are kept as files of the trial that logs them, in `artifacts/NAME/DIGEST/`, with W&B's manifest beside
 * them. Versions, aliases and lineage are not kept.
 */
export function artifactMutations(context: Context): Record<string, (input: Given) => Promise<Node>> {
  const manifest = (artifact: Artifact): Node => {
    const file = { id: idOf(artifact), ...upload(context, artifact, MANIFEST) };
    return { artifactManifest: { id: idOf(artifact), file, digest: artifact.digest } };
  };
  return {
    async createArtifact(input) {
      const names = Array.isArray(input.artifactCollectionNames) ? input.artifactCollectionNames : [];
      const type = String(input.artifactTypeName ?? 'artifact').slice(0, 128);
      const name = String(input.artifactCollectionName ?? names[0] ?? type).slice(0, 128);
      const digest = String(input.digest ?? '');
      const key = keyOf(input.projectName, input.runName);
      const artifact = {
        key,
        entity: entityName(input.entityName),
        type,
        name,
        folder: folderOf(name, digest),
        digest,
      };
      return { artifact: artifactNode(context, artifact, 'PENDING') };
    },
    createArtifactManifest: async ({ artifactID }) => manifest(artifactOf(artifactID)),
    updateArtifactManifest: async ({ artifactManifestID }) => manifest(artifactOf(artifactManifestID)),
    async createArtifactFiles(input) {
      const specs = Array.isArray(input.artifactFiles) ? input.artifactFiles.map(mappingOf) : [];
      const nodes = specs.map((spec) => {
        const artifact = artifactOf(spec?.artifactID);
        const name = String(spec?.name ?? '');
        return {
          storagePath: `${artifact.folder}/${name}`,
          ...upload(context, artifact, name),
          artifact: artifactNode(context, artifact, 'PENDING'),
        };
      });
      return { files: { edges: nodes.map((node) => ({ node })), pageInfo: { hasNextPage: false } } };
    },
    commitArtifact: async ({ artifactID }) => ({
      artifact: artifactNode(context, artifactOf(artifactID), 'COMMITTED'),
    }),
    async useArtifact() {
      throw new Refusal('invalid', 'Artifacts are kept, but a run cannot use one through this server.');
    },
  };
}

/** An artifact that was logged, as those who logged it read it again. */
export function artifactById(context: Context, id: unknown): Node {
  return artifactNode(context, artifactOf(id), 'COMMITTED');
}

/** The client's own ids of artifacts stand for nothing here; ours stand for themselves. */
export function isArtifactId(id: unknown): boolean {
  return typeof id === 'string' && parse(id) !== undefined;
}

function artifactNode(context: Context, artifact: Artifact, state: string): Node {
  const { key, entity, name } = artifact;
  const project = {
    id: key.project,
    internalId: '1',
    name: key.project,
    entityName: entity,
    entity: { name: entity },
  };
  return {
    __typename: 'Artifact',
    id: idOf(artifact),
    artifactSequence: {
      __typename: 'ArtifactSequence',
      id: artifact.folder,
      name,
      project,
      latestArtifact: null,
    },
    artifactType: { __typename: 'ArtifactType', id: artifact.type, name: artifact.type },
    versionIndex: 0,
    description: null,
    metadata: '{}',
    ttlDurationSeconds: -2,
    ttlIsInherited: true,
    tags: [],
    aliases: [],
    currentManifest: { file: { directUrl: upload(context, artifact, MANIFEST).uploadUrl } },
    state,
    size: 0,
    fileCount: 0,
    digest: artifact.digest,
    createdAt: isoTime(0),
    updatedAt: isoTime(0),
  };
}

function upload(context: Context, { key, folder }: Artifact, name: string): Node {
  const uploadUrl = context.uploads.url(context, key, `${folder}/${name}`);
  return { uploadUrl, uploadHeaders: [], uploadMultipartUrls: null };
}

function idOf(artifact: Artifact): string {
  return Buffer.from(JSON.stringify(artifact)).toString('base64');
}

function artifactOf(id: unknown): Artifact {
  const artifact = parse(String(id));
  if (!artifact) throw new Refusal('not_found', 'There is no such artifact.');
  return artifact;
}

/** The id says all of it; what it names is checked as if the client had named it. */
function parse(id: string): Artifact | undefined {
  try {
    const said = JSON.parse(Buffer.from(id, 'base64').toString('utf8'));
    const key = keyOf(said.key.project, said.key.id);
    const [entity, type, name, digest] = [said.entity, said.type, said.name, said.digest].map(String);
    return {
      key,
      entity: entity!,
      type: type!,
      name: name!,
      folder: folderOf(name!, digest!),
      digest: digest!,
    };
  } catch {
    return undefined;
  }
}

function folderOf(name: string, digest: string): string {
  return `artifacts/${pathPart(name)}/${pathPart(digest).slice(0, 16)}`;
}

function pathPart(text: unknown): string {
  return (
    encodeURIComponent(String(text)).replaceAll('%', '_').replace(/^\.+/, '').slice(0, 120) || 'artifact'
  );
}
