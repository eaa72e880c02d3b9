import { parameterTitle } from '../titles.ts';
import type { ChartData, Control, ControlChoice, Settings } from './chart.ts';

/** The parameters that vary, the most important first if any explains the metric. */
export function byImportance({ importances, varying }: ChartData): readonly string[] {
  if (!importances?.isExplained) return varying;
  const ordered = importances.shares.map(({ name }) => name);
  return [...ordered, ...varying.filter((name) => !ordered.includes(name))];
}

/** The parameters to choose from: first those that vary by themselves, the most important one leading. */
export function parameterChoices(data: ChartData): ControlChoice[] {
  return [...byImportance(data), ...data.derived].map((value) => ({
    value,
    label: parameterTitle(value, data.derived),
  }));
}

/** Each control's value in a query string; the first choice if it is absent or unknown. */
export function readSettings(
  controls: readonly Control[],
  query: Readonly<Record<string, unknown>>,
): Settings {
  return Object.fromEntries(
    controls.map(({ name, choices }) => {
      const asked =
        choices.find(({ value }) => value === query[name]) ??
        choices.find(({ aliases }) => aliases?.includes(String(query[name])));
      return [name, (asked ?? choices[0])?.value ?? ''];
    }),
  );
}

/** The controls that leave something to choose and have an effect beside the other choices. */
export function offered(controls: readonly Control[], settings: Settings): readonly Control[] {
  return controls.filter(({ choices, applies }) => choices.length > 1 && (!applies || applies(settings)));
}
