import { ATTRIBUTE_TYPE, ELEMENT_TYPE, encodeModel, type ModelFacts } from './messages.ts';

/**
 * A value in a graph: its name and its shape, batch included. A negative size is known only when the graph
 * runs.
 */
export interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
}

type Attributes = Readonly<Record<string, number | readonly number[] | { readonly float: number }>>;

/** Takes operators; every value has a shape, which the caller that adds the operator computes. */
export interface GraphNodes {
  /** Adds an operator with one output of the given shape; an empty string omits an optional input. */
  node(
    operator: string,
    inputs: readonly (Tensor | string)[],
    shape: readonly number[],
    attributes?: Attributes,
  ): Tensor;
  /** A vector of int64, such as the axes of an operator; equal ones are shared. */
  integers(values: readonly number[]): Tensor;
  /** A float32 scalar; equal ones are shared. */
  scalar(value: number): Tensor;
}

export interface GraphOptions {
  /** The name; `step` by default. */
  readonly name?: string;
  /** The name of a negative first size; by default each has a name of its own. */
  readonly batchName?: string;
}

interface InputOptions {
  /** The type; float32 by default. */
  readonly type?: 'float32' | 'uint8';
  /** A description for people. */
  readonly description?: string;
}

/** Collects the nodes of one ONNX graph. */
export class GraphBuilder {
  private readonly options: GraphOptions;
  private readonly nodes: object[] = [];
  private readonly constants = new Map<string, object>();
  private readonly inputs: object[] = [];
  private readonly outputs: object[] = [];

  constructor(options: GraphOptions = {}) {
    this.options = options;
  }

  input(name: string, shape: readonly number[], options: InputOptions = {}): Tensor {
    this.inputs.push(this.valueInfo(name, shape, options));
    return { name, shape };
  }

  output({ name, shape }: Tensor, description?: string): void {
    this.outputs.push(this.valueInfo(name, shape, description === undefined ? {} : { description }));
  }

  /** A float32 tensor whose values are part of the file; `name` must be unique in the graph. */
  weight(name: string, shape: readonly number[], values: Float32Array): Tensor {
    const dataType = ELEMENT_TYPE.float32;
    this.constants.set(name, { name, dims: shape, dataType, rawData: bytesOf(values) });
    return { name, shape };
  }

  /** Adds an output that is an empty sequence of float32 tensors. */
  emptySequenceOutput(name: string): void {
    this.nodes.push({ opType: 'SequenceEmpty', name, output: [name], attribute: [attribute('dtype', 1)] });
    const elemType = { tensorType: { elemType: ELEMENT_TYPE.float32 } };
    this.outputs.push({ name, type: { sequenceType: { elemType } } });
  }

  /** Adds an operator that makes `output`; `name` must be unique among the graph's operators. */
  add(
    operator: string,
    inputs: readonly (Tensor | string)[],
    output: Tensor,
    attributes: Attributes = {},
    name = `${output.name}_${operator}`,
  ): void {
    this.nodes.push({
      opType: operator,
      name,
      input: inputs.map((input) => (typeof input === 'string' ? input : input.name)),
      output: [output.name],
      attribute: Object.entries(attributes).map(([key, value]) => attribute(key, value)),
    });
  }

  /** See {@link GraphNodes.integers}. */
  integers(values: readonly number[]): Tensor {
    const name = `i_${values.join('_').replaceAll('-', 'm')}`;
    this.constants.set(name, {
      name,
      dims: [values.length],
      dataType: ELEMENT_TYPE.int64,
      rawData: bytesOf(BigInt64Array.from(values, BigInt)),
    });
    return { name, shape: [values.length] };
  }

  /** See {@link GraphNodes.scalar}. */
  scalar(value: number): Tensor {
    const name = `f_${String(value).replace('-', 'm')}`;
    this.constants.set(name, {
      name,
      dims: [],
      dataType: ELEMENT_TYPE.float32,
      rawData: bytesOf(Float32Array.of(value)),
    });
    return { name, shape: [] };
  }

  /** The finished graph as the bytes of an ONNX file. */
  encode(facts?: ModelFacts): Uint8Array {
    const graph = {
      name: this.options.name ?? 'step',
      node: this.nodes,
      initializer: [...this.constants.values()],
      input: this.inputs,
      output: this.outputs,
    };
    return encodeModel(graph, facts);
  }

  private valueInfo(
    name: string,
    shape: readonly number[],
    { type = 'float32', description }: InputOptions,
  ): object {
    const { batchName } = this.options;
    const open = (axis: number) => (axis === 0 && batchName ? batchName : `${name}_${axis}`);
    const dim = shape.map((value, axis) => (value < 0 ? { param: open(axis) } : { value }));
    const typed = { tensorType: { elemType: ELEMENT_TYPE[type], shape: { dim } } };
    return { name, type: typed, ...(description && { docString: description }) };
  }
}

function attribute(name: string, value: Attributes[string]): object {
  if (typeof value === 'number') return { name, i: value, type: ATTRIBUTE_TYPE.int };
  if ('float' in value) return { name, f: value.float, type: ATTRIBUTE_TYPE.float };
  return { name, ints: value, type: ATTRIBUTE_TYPE.ints };
}

function bytesOf(values: BigInt64Array | Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
