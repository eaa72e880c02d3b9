/** A metric of one trial over its steps: only its finite values, steps ascending. */
export type Curve = readonly CurvePoint[];

export interface CurvePoint {
  readonly step: number;
  readonly value: number;
}
