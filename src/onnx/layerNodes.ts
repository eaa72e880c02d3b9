import type { GraphBuilder, GraphNodes, Tensor } from './builder.ts';

/** Adds operators to a graph under the name of the layer that they compute, such as `conv2d/Relu`. */
export class LayerNodes implements GraphNodes {
  readonly builder: GraphBuilder;
  /** The layer of the operators that are added next. */
  layer = '';
  private readonly counts = new Map<string, number>();

  constructor(builder: GraphBuilder) {
    this.builder = builder;
  }

  node(...[operator, inputs, shape, attributes]: Parameters<GraphNodes['node']>): Tensor {
    const name = this.nameOf(operator);
    const output = { name: `${name}_output`, shape };
    this.builder.add(operator, inputs, output, attributes, name);
    return output;
  }

  /** Adds an operator whose result is an output of the graph under the given name. */
  output(operator: string, inputs: readonly Tensor[], output: Tensor, options: OutputOptions): void {
    this.builder.add(operator, inputs, output, options.attributes, this.nameOf(operator));
    this.builder.output(output, options.description);
  }

  integers(values: readonly number[]): Tensor {
    return this.builder.integers(values);
  }

  scalar(value: number): Tensor {
    return this.builder.scalar(value);
  }

  private nameOf(operator: string): string {
    const plain = `${this.layer}/${operator}`;
    const count = this.counts.get(plain) ?? 0;
    this.counts.set(plain, count + 1);
    return count === 0 ? plain : `${plain}_${count}`;
  }
}

interface OutputOptions {
  readonly attributes: Parameters<GraphNodes['node']>[3];
  readonly description: string;
}
