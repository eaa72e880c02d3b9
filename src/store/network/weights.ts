import { eq } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { weights as weightsTable } from '../schema.ts';
import type { TensorShape } from './tensorShape.ts';
import { unpackTensors } from './tensors.ts';

export interface Tensor extends TensorShape {
  readonly values: Float32Array;
}

/** The weights that a trial kept, in Keras's order; undefined unless it is among the best of its sweep. */
export function weights(db: Database, trialId: number): Tensor[] | undefined {
  const row = db.read((orm) =>
    orm.select().from(weightsTable).where(eq(weightsTable.trialId, trialId)).get(),
  );
  if (!row) return undefined;
  const values = unpackTensors(row.data, row.tensors);
  return row.tensors.map((tensor, i) => ({ ...tensor, values: values[i]! }));
}
