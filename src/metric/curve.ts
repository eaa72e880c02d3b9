/** A metric of one trial over its steps: its finite values alone, steps ascending. */
export type Curve = readonly CurvePoint[];

export interface CurvePoint {
  readonly step: number;
  readonly value: number;
}
