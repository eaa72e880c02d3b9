import { differenceInterval } from '../../analysis/differenceInterval.ts';
import { mcnemar } from '../../analysis/mcnemar.ts';
import { SweepError } from '../../errors.ts';
import {
  compareGroups,
  type Database,
  findSweep,
  type Group,
  labels,
  predictions,
} from '../../store/index.ts';
import { describeConfiguration, varyingColumns } from '../../trial/varying.ts';
import type { Context } from '../context.ts';
import { reading } from '../database.ts';
import { testSetWarning } from '../format/dataset.ts';
import { table } from '../format/table.ts';
import { count, duration, metric, spread } from '../format/text.ts';

export interface CompareArguments {
  readonly sweep?: readonly string[] | undefined;
  readonly by: string;
}
