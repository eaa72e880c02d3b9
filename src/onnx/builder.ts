import { ATTRIBUTE_TYPE, ELEMENT_TYPE, encodeModel } from './messages.ts';

/** A value in a graph: its name and its fixed shape, batch included. */
export interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
}

type Attributes = Readonly<Record<string, number | readonly number[] | { readonly float: number }>>;

/** Where operators are added; every value has a fixed shape, worked out by whoever adds the operator. */
export interface GraphNodes {
  /** Adds an operator with one output of the given shape; an empty string leaves an optional input out. */
  node(
    operator: string,
    inputs: readonly (Tensor | string)[],
    shape: readonly number[],
    attributes?: Attributes,
  ): Tensor;
  /** A vector of int64, such as the axes that an operator wants; equal ones are shared. */
  integers(values: readonly number[]): Tensor;
  /** A float32 scalar; equal ones are shared. */
  scalar(value: number): Tensor;
}

/** Collects the nodes of one ONNX graph. */
export class GraphBuilder {
  private readonly nodes: object[] = [];
  private readonly constants = new Map<string, object>();
  private readonly inputs: object[] = [];
  private readonly outputs: object[] = [];

  /** A negative size is one that is known only when the graph runs. */
  input(name: string, shape: readonly number[]): Tensor {
    this.inputs.push(valueInfo(name, shape));
    return { name, shape };
  }

  output({ name, shape }: Tensor): void {
    this.outputs.push(valueInfo(name, shape));
  }

  /** Adds an output that is an empty sequence of float32 tensors. */
  emptySequenceOutput(name: string): void {
    this.nodes.push({ opType: 'SequenceEmpty', name, output: [name], attribute: [attribute('dtype', 1)] });
    const elemType = { tensorType: { elemType: ELEMENT_TYPE.float32 } };
    this.outputs.push({ name, type: { sequenceType: { elemType } } });
  }

  /** Adds an operator that makes `output`. */
  add(
    operator: string,
    inputs: readonly (Tensor | string)[],
    output: Tensor,
    attributes: Attributes = {},
  ): void {
    this.nodes.push({
      opType: operator,
      name: `${output.name}_${operator}`,
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
  encode(): Uint8Array {
    return encodeModel({
      name: 'step',
      node: this.nodes,
      initializer: [...this.constants.values()],
      input: this.inputs,
      output: this.outputs,
    });
  }
}

function valueInfo(name: string, shape: readonly number[]): object {
  const dim = shape.map((value, axis) => (value < 0 ? { param: `${name}_${axis}` } : { value }));
  return { name, type: { tensorType: { elemType: ELEMENT_TYPE.float32, shape: { dim } } } };
}

function attribute(name: string, value: Attributes[string]): object {
  if (typeof value === 'number') return { name, i: value, type: ATTRIBUTE_TYPE.int };
  if ('float' in value) return { name, f: value.float, type: ATTRIBUTE_TYPE.float };
  return { name, ints: value, type: ATTRIBUTE_TYPE.ints };
}

function bytesOf(values: BigInt64Array | Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
