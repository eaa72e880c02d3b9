import type { Fields } from './fields.ts';
import { refusal } from './legal.ts';
import { labelOf } from './read.ts';
import type { Report } from './report.ts';
import type { MappingTree } from './tree.ts';
import { partAt } from './tree.ts';

/** Of the 60,000 training images of the published datasets, enough are left to train on. */
const MOST = 59_000;

/** Reports a validation split too large for the published datasets; one's own are judged when they are read. */
export function limitValidation(root: MappingTree, { dataset, validation }: Fields, report: Report): void {
  const entry = root.entries.get('validation');
  const size = validation?.size;
  const published = dataset ? !('path' in dataset) : !root.entries.has('dataset');
  if (!entry || !published || typeof size !== 'number' || size <= MOST) return;
  const part = partAt(entry.value, ['size']);
  const path = part ? ['validation', 'size'] : ['validation'];
  const rule = `must be test, or a number of images from 10 to ${MOST}`;
  report.error((part ?? entry.value).place, path, refusal(labelOf(path), rule, size));
}
