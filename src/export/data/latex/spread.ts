import { metric } from '../../../format.ts';

/** A mean and its spread with four decimals; a dash if there is none. */
export function latexSpread(mean: number | null, std: number | null, isBold = false): string {
  if (mean === null) return '--';
  const text = `${metric(mean)}${std === null ? '' : ` \\pm ${metric(std)}`}`;
  return isBold ? `$\\mathbf{${text}}$` : `$${text}$`;
}
