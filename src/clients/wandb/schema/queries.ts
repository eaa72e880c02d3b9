import type { Given, Node, Resolver } from '../graphql/execute.ts';
import { checkedName, UNNAMED_PROJECT } from '../words.ts';
import { artifactById, isArtifactId } from './artifacts.ts';
import { connection } from './connection.ts';
import { type Context, entityName, LOCAL_ENTITY } from './context.ts';
import { projectNode } from './projectNode.ts';

/**
 * Clients from before 2026 check whether types have these fields, and do without those that a server lacks.
 */
const PROBED_FIELDS: Readonly<Record<string, readonly string[]>> = {
  Artifact: ['aliases', 'tags', 'ttlDurationSeconds', 'ttlIsInherited'],
  Run: ['projectId'],
};

/** The queries that W&B's client and `wandb.Api()` may make. */
export function queries(context: Context): Record<string, Resolver> {
  const project = async (given: Given): Promise<Node | null> => {
    const name = checkedName(given.name || UNNAMED_PROJECT, 'project');
    if (!(await context.tracker.projects()).includes(name)) return null;
    return projectNode(context, entityName(given.entityName), name);
  };
  const projects = async (given: Given): Promise<Node> =>
    connection(await context.tracker.projects(), given, (name) =>
      projectNode(context, entityName(given.entityName), name),
    );
  return {
    viewer: () => viewer(),
    entity: ({ name }) => ({
      __typename: 'Entity',
      id: entityName(name),
      name: entityName(name),
      isTeam: false,
      entityType: 'user',
      xxhashDigestsEnabled: false,
      organization: null,
      projects,
    }),
    organization: () => null,
    serverInfo: () => ({
      __typename: 'ServerInfo',
      features: [],
      cliVersionInfo: null,
      latestLocalVersionInfo: null,
    }),
    project,
    model: project,
    projects,
    models: projects,
    artifact: ({ id }) => artifactById(context, id),
    clientIDMapping: ({ clientID }) => (isArtifactId(clientID) ? { serverID: clientID } : null),
    __type: ({ name }) => {
      const fields = Object.hasOwn(PROBED_FIELDS, String(name)) ? PROBED_FIELDS[String(name)]! : [];
      const named = fields.map((field) => ({ name: field }));
      return { __typename: '__Type', name, fields: named, inputFields: [], enumValues: [] };
    },
  };
}

function viewer(): Node {
  return {
    __typename: 'User',
    id: '1',
    name: LOCAL_ENTITY,
    username: LOCAL_ENTITY,
    entity: LOCAL_ENTITY,
    email: '',
    admin: false,
    flags: '{}',
    deletedAt: null,
    apiKeys: { edges: [] },
    teams: { edges: [] },
    defaultEntity: { id: LOCAL_ENTITY, name: LOCAL_ENTITY },
  };
}
