import { readFileSync, writeFileSync } from 'node:fs';
import { ERROR_CODES } from '../src/errors.ts';
import { NETWORKS_ALONE } from '../src/export/data/described.ts';
import { epochColumns } from '../src/export/data/epochs.ts';
import type { TableColumn } from '../src/export/data/table.ts';
import { trialColumns } from '../src/export/data/trials.ts';
import { FORMATS } from '../src/export/index.ts';
import type { Parameter } from '../src/model/parameter.ts';
import { PARAMETERS } from '../src/model/parameters/index.ts';
import { packageFile } from '../src/package.ts';

// `npm run docs` writes the tables of parameters, formats, exported columns and errors in docs/ from the code.

/** The pages that have generated tables, by the names of these. */
export const PAGES = {
  'docs/networks.md': ['parameters'],
  'docs/exports.md': ['formats', 'trials', 'epochs'],
  'docs/command-line.md': ['errors'],
} as const;

function parametersTable(): string {
  const rows = PARAMETERS.map((parameter) => {
    const names = [parameter.name, ...(parameter.aliases ?? [])].map((name) => `\`${name}\``).join(' or ');
    return `| ${names} | ${parameter.kind.description} | ${defaultText(parameter)} | ${parameter.help}${scope(parameter)} |`;
  });
  return ['| parameter | legal values | default | |', '|---|---|---|---|', ...rows].join('\n');
}

function defaultText({ defaultValue }: Parameter): string {
  if (typeof defaultValue !== 'function') return `\`${JSON.stringify(defaultValue)}\``;
  const values = [
    ...new Set(
      (['ann', 'cnn'] as const).map((model) => JSON.stringify(defaultValue(model, { optimizer: 'adam' }))),
    ),
  ];
  return values.length === 1 ? `\`${values[0]}\`` : `ann \`${values[0]}\`, cnn \`${values[1]}\``;
}

function scope({ models, optimizers }: Parameter): string {
  const only = [...(models ?? []).map((model) => model.toUpperCase()), ...(optimizers ?? [])];
  return only.length > 0 ? ` Only ${only.join(', ')}.` : '';
}

function errorsTable(): string {
  const rows = Object.entries(ERROR_CODES).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`);
  return ['| code | meaning |', '|---|---|', ...rows].join('\n');
}

function formatsTable(): string {
  const rows = FORMATS.map(({ name, purpose }) => `| \`${name}\` | ${purpose} |`);
  return ['| `--format` | what it is |', '|---|---|', ...rows].join('\n');
}

/** Columns that are always there; the parameters stand behind `behind`. */
function columnsTable(columns: readonly TableColumn[], behind: string, parameters: string): string {
  const rows = columns.flatMap(({ name, type, meaning }) => [
    `| \`${name}\` | ${type} | ${meaning} |`,
    ...(name === behind
      ? [`| *${parameters}* | by its values | Its value; null where it has no effect |`]
      : []),
  ]);
  return ['| column | type | |', '|---|---|---|', ...rows].join('\n');
}

function epochsTable(): string {
  const { whose, metrics, rest } = epochColumns(NETWORKS_ALONE);
  return columnsTable([...whose, ...metrics, ...rest], 'model', 'each parameter that varies');
}

/** A page with the text between the markers of each table replaced. */
export function withTables(page: string): string {
  const tables = {
    parameters: parametersTable(),
    formats: formatsTable(),
    trials: columnsTable(trialColumns(NETWORKS_ALONE), 'model', 'each parameter of any trial'),
    epochs: epochsTable(),
    errors: errorsTable(),
  };
  return Object.entries(tables).reduce(
    (text, [name, table]) =>
      text.replace(
        new RegExp(`(<!-- ${name}:start -->\n)[^]*?(<!-- ${name}:end -->)`),
        (_match, start: string, end: string) => `${start}${table}\n${end}`,
      ),
    page,
  );
}

if (process.argv[1]?.endsWith('docs.ts'))
  for (const page of Object.keys(PAGES).map(packageFile))
    writeFileSync(page, withTables(readFileSync(page, 'utf8')));
