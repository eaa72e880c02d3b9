import { z } from 'zod';

/**
 * An amount with a unit, as a number: what `read` makes of it, which is undefined for what is none. `rule` stands behind the
 * key; `unit` says how a positive number without one is written.
 */
export function amountField(
  read: (value: unknown) => number | undefined,
  rule: string,
  unit: (value: number) => string,
) {
  return z.unknown().transform((value, context): number => {
    const amount = read(value);
    if (amount !== undefined) return amount;
    const hint = () => (typeof value === 'number' && value > 0 ? unit(value) : undefined);
    const legal = { description: '', accepts: () => false, hint };
    context.addIssue({ code: 'custom', message: rule, params: { legal } });
    return z.NEVER;
  });
}
