import { ATTRIBUTE_TYPE, ELEMENT_TYPE, encodeModel } from './messages.ts';

/** A value in a graph: its name and its fixed shape, batch included. */
export interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
}

type ElementType = keyof typeof ELEMENT_TYPE;
type Attributes = Readonly<Record<string, number | readonly number[] | { readonly float: number }>>;

/** Collects the nodes of one ONNX graph; every value has a fixed shape, worked out by whoever adds the node. */
export class GraphBuilder {
  private readonly nodes: object[] = [];
  private readonly constants = new Map<string, object>();
  private readonly inputs: object[] = [];
  private readonly outputs: object[] = [];
  private count = 0;

  input(name: string, shape: readonly number[], type: ElementType = 'float32'): Tensor {
    this.inputs.push(valueInfo(name, shape, type));
    return { name, shape };
  }

  /** Gives a value the name under which the caller of the graph receives it. */
  output(name: string, value: Tensor): void {
    this.nodes.push({ opType: 'Identity', name, input: [value.name], output: [name], attribute: [] });
    this.outputs.push(valueInfo(name, value.shape, 'float32'));
  }

  /** Adds an output that is an empty sequence of float32 tensors. */
  emptySequenceOutput(name: string): void {
    this.nodes.push({ opType: 'SequenceEmpty', name, output: [name], attribute: [attribute('dtype', 1)] });
    const elemType = { tensorType: { elemType: ELEMENT_TYPE.float32 } };
    this.outputs.push({ name, type: { sequenceType: { elemType } } });
  }

  /** Adds a node with one output of the given shape; an empty string leaves an optional input out. */
  node(
    opType: string,
    inputs: readonly (Tensor | string)[],
    shape: readonly number[],
    attributes: Attributes = {},
  ): Tensor {
    const name = `v${this.count++}`;
    this.nodes.push({
      opType,
      name: `${name}_${opType}`,
      input: inputs.map((input) => (typeof input === 'string' ? input : input.name)),
      output: [name],
      attribute: Object.entries(attributes).map(([key, value]) => attribute(key, value)),
    });
    return { name, shape };
  }

  /** A vector of int64, such as the axes that an operator wants; equal ones are shared. */
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

  /** A float32 scalar; equal ones are shared. */
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

function valueInfo(name: string, shape: readonly number[], type: ElementType): object {
  const dim = shape.map((value) => ({ value }));
  return { name, type: { tensorType: { elemType: ELEMENT_TYPE[type], shape: { dim } } } };
}

function attribute(name: string, value: Attributes[string]): object {
  if (typeof value === 'number') return { name, i: value, type: ATTRIBUTE_TYPE.int };
  if ('float' in value) return { name, f: value.float, type: ATTRIBUTE_TYPE.float };
  return { name, ints: value, type: ATTRIBUTE_TYPE.ints };
}

function bytesOf(values: BigInt64Array | Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
