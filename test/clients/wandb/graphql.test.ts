import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/clients/wandb/graphql/document.ts';
import { execute, type Root } from '../../../src/clients/wandb/graphql/execute.ts';

const root: Root = {
  query: {
    project: (given) => ({
      __typename: 'Project',
      name: given.name,
      run: ({ id }: Record<string, unknown>) => ({
        __typename: 'Run',
        id,
        tags: ['a', 'b'],
        nested: [{ x: 1 }, { x: 2 }],
      }),
    }),
    none: () => null,
  },
  mutation: { set: (given) => ({ given }) },
};

async function ask(query: string, variables = {}, name?: string): Promise<unknown> {
  return (await execute(root, parseDocument(query), name, variables)).data;
}

describe('GraphQL, as far as clients speak it', () => {
  it('answers exactly what is asked, by alias, fragment and variable', async () => {
    const query = `
      # a comment
      query First($name: String!, $id: ID = "seven", $no: Boolean!) {
        p: project(name: $name) {
          name
          run(id: $id) { ...R, nested { x } }
          unknown
          ... on Project { name @skip(if: true) also: name }
          ... on Other { wrong: name }
          gone: name @include(if: $no)
        }
        none { a }
      }
      fragment R on Run { id tags __typename }
      query Second { none { b } }`;
    expect(await ask(query, { name: 'x', no: false }, 'First')).toEqual({
      p: {
        name: 'x',
        run: { id: 'seven', tags: ['a', 'b'], __typename: 'Run', nested: [{ x: 1 }, { x: 2 }] },
        unknown: null,
        also: 'x',
      },
      none: null,
    });
    expect(await ask(query, {}, 'Second')).toEqual({ none: null });
  });

  it('reads values of every kind, and puts variables into them', async () => {
    const query = `mutation M($v: [String!]!) {
      set(input: {a: -1.5e3, b: true, c: null, d: ENUM, e: [1, "q\\"\\u00e9"], f: {v: $v, w: $absent}}) { given }
    }`;
    expect(await ask(query, { v: ['x'] })).toEqual({
      set: {
        given: {
          input: { a: -1500, b: true, c: null, d: 'ENUM', e: [1, 'q"é'], f: { v: ['x'], w: undefined } },
        },
      },
    });
  });

  it.each([
    ['', 'has no operation'],
    ['{ project(name: "x") {', 'ends too early'],
    ['{ a ; b }', 'no GraphQL at character 5'],
    ['subscription S { a }', 'a query or a mutation here, not a subscription'],
    ['{ nothing { a } }', 'sweep does not offer the query "nothing"'],
    ['{ project { ...Missing } }', 'no fragment "Missing"'],
    [`${'{ project '.repeat(40)}${'}'.repeat(40)}`, '30 levels deep'],
    [
      `{ project { ...A1 } } ${Array.from({ length: 25 }, (_, n) => `fragment A${n + 1} on Project { ...A${n + 2} ...A${n + 2} }`).join(' ')} fragment A26 on Project { name }`,
      'too many fields',
    ],
  ])('refuses what makes no sense, %#', async (query, message) => {
    await expect(async () => ask(query)).rejects.toThrow(message);
  });
});
