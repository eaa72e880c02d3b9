interface Stored {
  readonly parameters?: Readonly<Record<string, { readonly distribution?: string }>>;
}

/** The parameters for which a sweep's canonical spec has more than one value. */
export function searchedParameters(specJson: string): string[] {
  const { parameters = {} } = JSON.parse(specJson) as Stored;
  return Object.entries(parameters).flatMap(([name, { distribution }]) =>
    distribution === 'constant' ? [] : [name],
  );
}
