import type { Tensor } from '../../../onnx/builder.ts';
import { GraphBuilder } from '../../../onnx/builder.ts';
import { NO_COPY, runWithoutCopy } from '../runWithoutCopy.ts';
import type { Binding, ProgramStep, Run } from './step.ts';

/** Operators that ONNX Runtime runs as one graph. */
export class GraphStep implements ProgramStep {
  readonly builder = new GraphBuilder();
  private readonly index: number;
  private readonly taken = new Map<string, Tensor>();
  private readonly shapes = new Map<string, readonly number[]>();
  private readonly handedOut = new Map<string, Tensor>();

  /** `index` distinguishes the graphs of a program. */
  constructor(index: number) {
    this.index = index;
    this.builder.emptySequenceOutput(NO_COPY);
  }

  get reads(): readonly Tensor[] {
    return [...this.taken.values()];
  }

  get writes(): readonly Tensor[] {
    return [...this.handedOut.values()];
  }

  add(...node: Parameters<GraphBuilder['add']>): void {
    const [, , output] = node;
    this.shapes.set(output.name, output.shape);
    this.builder.add(...node);
  }

  /** Makes a tensor from elsewhere an input. */
  takeIn(tensor: Tensor): void {
    if (this.taken.has(tensor.name)) return;
    this.taken.set(tensor.name, tensor);
    this.shapes.set(tensor.name, tensor.shape);
    this.builder.input(tensor.name, tensor.shape);
  }

  /** Makes a tensor of its own an output. */
  handOut({ name }: Tensor): void {
    if (this.handedOut.has(name)) return;
    const own = { name, shape: this.shapes.get(name)! };
    this.handedOut.set(name, own);
    this.builder.output(own);
  }

  /** The shape that a tensor has in this graph. */
  shapeOf({ name }: Tensor): readonly number[] {
    return this.shapes.get(name)!;
  }

  async bind(memory: Binding): Promise<Run> {
    const session = await memory.session(`${memory.key} #${this.index}`, () => this.builder.encode());
    const ort = ([name, tensor]: [string, Tensor]) => [name, memory.ort(tensor)];
    const feeds = Object.fromEntries([...this.taken].map(ort));
    const fetches = Object.fromEntries([...this.handedOut].map(ort));
    return () => runWithoutCopy(session, feeds, fetches);
  }
}
