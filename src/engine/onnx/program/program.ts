import type { GraphBuilder, GraphNodes, Tensor } from '../../../onnx/builder.ts';
import { reshape } from '../../../onnx/shorthand.ts';
import { GraphStep } from './graphStep.ts';
import type { ProgramStep } from './step.ts';

/**
 * A training or evaluation step under construction: our own kernels and, between them, ONNX graphs that are
 * as large as possible. Consecutive operators join one graph; a tensor that leaves a graph gets memory of its
 * own.
 */
export class Program implements GraphNodes {
  readonly steps: ProgramStep[] = [];
  /** Names of the tensors in the caller's memory, such as weights. */
  readonly placed = new Set<string>();
  /** Place names of the tensors that a graph writes to the caller's memory. */
  readonly places = new Map<string, string>();
  private readonly makers = new Map<string, GraphStep>();
  /** Constants, by name: each graph that uses one has a copy of its own. */
  private readonly constants = new Map<string, (graph: GraphBuilder) => Tensor>();
  private graph: GraphStep | undefined;
  private count = 0;

  /** A tensor in the caller's memory, which is read or written under that name. */
  place(name: string, shape: readonly number[]): Tensor {
    this.placed.add(name);
    return { name, shape };
  }

  /** A tensor that a kernel writes, in memory that is free again after its last use. */
  tensor(shape: readonly number[]): Tensor {
    return { name: `t${this.count++}`, shape };
  }

  /** The same values in another shape; it costs something only between two operators of one graph. */
  view({ name }: Tensor, shape: readonly number[]): Tensor {
    return { name, shape };
  }

  /** Writes an operator's result to the caller's memory. */
  output(name: string, value: Tensor): void {
    this.place(name, value.shape);
    this.places.set(value.name, name);
    this.makers.get(value.name)!.handOut(value);
  }

  node(...[operator, inputs, shape, attributes]: Parameters<GraphNodes['node']>): Tensor {
    this.graph ??= this.begin();
    const graph = this.graph;
    const own = inputs.map((input) => (typeof input === 'string' ? input : this.handOver(input, graph)));
    const output = this.tensor(shape);
    this.makers.set(output.name, graph);
    graph.add(operator, own, output, attributes);
    return output;
  }

  integers(values: readonly number[]): Tensor {
    return this.constant((graph) => graph.integers(values));
  }

  scalar(value: number): Tensor {
    return this.constant((graph) => graph.scalar(value));
  }

  /** Adds a step that is no graph. */
  step(step: ProgramStep): void {
    this.graph = undefined;
    for (const tensor of step.reads) this.makers.get(tensor.name)?.handOut(tensor);
    this.steps.push(step);
  }

  private begin(): GraphStep {
    const graph = new GraphStep(this.steps.length);
    this.steps.push(graph);
    return graph;
  }

  private constant(make: (graph: GraphBuilder) => Tensor): Tensor {
    this.graph ??= this.begin();
    const tensor = make(this.graph.builder);
    this.constants.set(tensor.name, make);
    return tensor;
  }

  /** Makes a tensor available to a graph, in the shape in which it is requested. */
  private handOver(tensor: Tensor, to: GraphStep): Tensor {
    const constant = this.constants.get(tensor.name);
    if (constant) return constant(to.builder);
    const maker = this.makers.get(tensor.name);
    if (maker !== to) {
      maker?.handOut(tensor);
      to.takeIn(tensor);
    }
    const known = to.shapeOf(tensor);
    return known.join() === tensor.shape.join()
      ? tensor
      : reshape(this, { ...tensor, shape: known }, tensor.shape);
  }
}
