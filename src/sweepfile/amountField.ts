import { z } from 'zod';

/**
 * A number from an amount with a unit, which `read` converts; undefined if the text is no amount. `rule`
 * follows the key in messages; `unit` says how a positive number without a unit is written.
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
