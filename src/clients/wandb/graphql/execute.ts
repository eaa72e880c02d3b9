import { Refusal } from '../../tracker.ts';
import type { Document, Field, Literal, Operation, Selection } from './document.ts';

export type Given = Readonly<Record<string, unknown>>;

/**
 * An object of the answer, by field: a value, or a function that computes it from the field's arguments.
 * `__typename`, if present, chooses among fragments.
 */
export interface Node {
  readonly [field: string]: unknown;
}

export type Resolver = (given: Given) => unknown;

export interface Root {
  readonly query: Readonly<Record<string, Resolver>>;
  readonly mutation: Readonly<Record<string, Resolver>>;
}

export interface Answer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly path: readonly string[] }[];
}

/**
 * Answers an operation with exactly the fields that it asks for. A field that an object does not have is
 * null: clients of every version ask for fields that are of no use here. An unknown root is refused.
 */
export async function execute(
  root: Root,
  document: Document,
  operationName: string | undefined,
  variables: Given,
): Promise<Answer> {
  const operation = chosen(document, operationName);
  const run = new Execution(document, operation, variables);
  const resolvers = root[operation.type];
  const data: Record<string, unknown> = {};
  for (const field of run.fields(operation.selections, operation.type)) {
    if (field.name === '__typename') data[field.key] = operation.type === 'query' ? 'Query' : 'Mutation';
    else {
      const resolver = Object.hasOwn(resolvers, field.name) ? resolvers[field.name] : undefined;
      if (!resolver)
        throw new Refusal(
          'invalid',
          `sweep does not offer the ${operation.type} "${field.name}" of W&B's server.`,
        );
      data[field.key] = await run.value(await resolver(run.given(field)), field);
    }
  }
  return { data };
}

function chosen(document: Document, name: string | undefined): Operation {
  const found = name ? document.operations.find((each) => each.name === name) : undefined;
  return found ?? document.operations[0]!;
}

/** Fragments that spread one another could multiply without end. */
const MOST_FIELDS = 100_000;

class Execution {
  private readonly document: Document;
  private readonly defaults: Readonly<Record<string, Literal>>;
  private readonly variables: Given;
  private visited = 0;

  constructor(document: Document, operation: Operation, variables: Given) {
    this.document = document;
    this.defaults = operation.defaults;
    this.variables = variables;
  }

  given(field: Field): Given {
    return this.object(field.arguments);
  }

  async value(value: unknown, field: Field): Promise<unknown> {
    if (value === undefined || value === null) return null;
    if (field.selections.length === 0) return value;
    if (Array.isArray(value)) return Promise.all(value.map((each) => this.value(each, field)));
    if (typeof value !== 'object') return value;
    return this.select(value as Node, field.selections);
  }

  private async select(node: Node, selections: readonly Selection[]): Promise<Record<string, unknown>> {
    const type = typeof node.__typename === 'string' ? node.__typename : undefined;
    const answer: Record<string, unknown> = {};
    for (const field of this.fields(selections, type)) {
      const own = Object.hasOwn(node, field.name) ? node[field.name] : undefined;
      const value = typeof own === 'function' ? await (own as Resolver)(this.given(field)) : own;
      const made = await this.value(value, field);
      const before = answer[field.key];
      answer[field.key] = isObject(before) && isObject(made) ? { ...before, ...made } : made;
    }
    return answer;
  }

  /** The fields that are selected of an object of that type, those in fragments included. */
  *fields(selections: readonly Selection[], type: string | undefined): Generator<Field> {
    for (const selection of selections) {
      if (++this.visited > MOST_FIELDS) throw new Refusal('too_large', 'The query asks for too many fields.');
      if (!this.isIncluded(selection)) continue;
      if (selection.kind === 'field') yield selection;
      else if (selection.kind === 'spread') {
        const fragment = this.document.fragments[selection.fragment];
        if (!fragment) throw new Refusal('invalid', `The query has no fragment "${selection.fragment}".`);
        if (applies(fragment.on, type)) yield* this.fields(fragment.selections, type);
      } else if (applies(selection.on, type)) yield* this.fields(selection.selections, type);
    }
  }

  private isIncluded({ directives }: Selection): boolean {
    const condition = (name: string) =>
      directives[name]?.if === undefined ? undefined : this.literal(directives[name].if);
    return condition('include') !== false && condition('skip') !== true;
  }

  private literal(literal: Literal): unknown {
    if (literal.kind === 'scalar') return literal.value;
    if (literal.kind === 'list') return literal.items.map((item) => this.literal(item));
    if (literal.kind === 'object') return this.object(literal.fields);
    if (Object.hasOwn(this.variables, literal.name)) return this.variables[literal.name];
    const byDefault = this.defaults[literal.name];
    return byDefault === undefined ? undefined : this.literal(byDefault);
  }

  private object(fields: Readonly<Record<string, Literal>>): Given {
    return Object.fromEntries(Object.entries(fields).map(([name, literal]) => [name, this.literal(literal)]));
  }
}

/** The interface of W&B's schema that a type implements, if the client selects fields by the interface. */
const INTERFACES: Readonly<Record<string, string>> = { ArtifactSequence: 'ArtifactCollection' };

function applies(on: string | undefined, type: string | undefined): boolean {
  return on === undefined || type === undefined || on === type || INTERFACES[type] === on;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
