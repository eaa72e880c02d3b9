import protobuf from 'protobufjs';

/** The part of ONNX's protocol (onnx.proto3, IR version 8) that our graphs need. */
const root = protobuf.Root.fromJSON({
  nested: {
    OperatorSet: { fields: { domain: { type: 'string', id: 1 }, version: { type: 'int64', id: 2 } } },
    Dimension: { fields: { value: { type: 'int64', id: 1 }, param: { type: 'string', id: 2 } } },
    TensorShape: { fields: { dim: { rule: 'repeated', type: 'Dimension', id: 1 } } },
    TensorType: { fields: { elemType: { type: 'int32', id: 1 }, shape: { type: 'TensorShape', id: 2 } } },
    SequenceType: { fields: { elemType: { type: 'Type', id: 1 } } },
    Type: {
      fields: { tensorType: { type: 'TensorType', id: 1 }, sequenceType: { type: 'SequenceType', id: 4 } },
    },
    ValueInfo: {
      fields: {
        name: { type: 'string', id: 1 },
        type: { type: 'Type', id: 2 },
        docString: { type: 'string', id: 3 },
      },
    },
    Tensor: {
      fields: {
        dims: { rule: 'repeated', type: 'int64', id: 1 },
        dataType: { type: 'int32', id: 2 },
        name: { type: 'string', id: 8 },
        rawData: { type: 'bytes', id: 9 },
      },
    },
    Attribute: {
      fields: {
        name: { type: 'string', id: 1 },
        f: { type: 'float', id: 2 },
        i: { type: 'int64', id: 3 },
        ints: { rule: 'repeated', type: 'int64', id: 8, options: { packed: false } },
        type: { type: 'int32', id: 20 },
      },
    },
    Node: {
      fields: {
        input: { rule: 'repeated', type: 'string', id: 1 },
        output: { rule: 'repeated', type: 'string', id: 2 },
        name: { type: 'string', id: 3 },
        opType: { type: 'string', id: 4 },
        attribute: { rule: 'repeated', type: 'Attribute', id: 5 },
      },
    },
    Graph: {
      fields: {
        node: { rule: 'repeated', type: 'Node', id: 1 },
        name: { type: 'string', id: 2 },
        initializer: { rule: 'repeated', type: 'Tensor', id: 5 },
        input: { rule: 'repeated', type: 'ValueInfo', id: 11 },
        output: { rule: 'repeated', type: 'ValueInfo', id: 12 },
      },
    },
    StringEntry: { fields: { key: { type: 'string', id: 1 }, value: { type: 'string', id: 2 } } },
    Model: {
      fields: {
        irVersion: { type: 'int64', id: 1 },
        producerName: { type: 'string', id: 2 },
        producerVersion: { type: 'string', id: 3 },
        docString: { type: 'string', id: 6 },
        graph: { type: 'Graph', id: 7 },
        opsetImport: { rule: 'repeated', type: 'OperatorSet', id: 8 },
        metadataProps: { rule: 'repeated', type: 'StringEntry', id: 14 },
      },
    },
  },
});

const Model = root.lookupType('Model');

/** ONNX's numbers for element types. */
export const ELEMENT_TYPE = { float32: 1, uint8: 2, int64: 7 } as const;

/** ONNX's numbers for attribute types. */
export const ATTRIBUTE_TYPE = { float: 1, int: 2, ints: 7 } as const;

/** A file's description of itself, in addition to its graph. */
export interface ModelFacts {
  readonly producerVersion: string;
  /** A description for people. */
  readonly description: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The bytes of an ONNX file with operators of opset 18. */
export function encodeModel(graph: Record<string, unknown>, facts?: ModelFacts): Uint8Array {
  return Model.encode({
    irVersion: 8,
    producerName: 'sweep',
    graph,
    opsetImport: [{ domain: '', version: 18 }],
    ...(facts && {
      producerVersion: facts.producerVersion,
      docString: facts.description,
      metadataProps: Object.entries(facts.metadata).map(([key, value]) => ({ key, value })),
    }),
  } as unknown as protobuf.Message).finish();
}
