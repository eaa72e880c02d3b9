interface Stored {
  readonly parameters?: Readonly<Record<string, { readonly distribution?: string }>>;
}

/** The parameters for which a sweep's canonical spec has more than one value. */
export function searchedParameters(specJson: string): string[] {
  return ofDistribution(specJson, (distribution) => distribution !== 'constant');
}

/** The parameters for which a sweep's canonical spec lists the values. */
export function categoricalParameters(specJson: string): string[] {
  return ofDistribution(specJson, (distribution) => distribution === 'categorical');
}

/** The parameters whose values a sweep's canonical spec draws evenly by their logarithm. */
export function logarithmicParameters(specJson: string): string[] {
  return ofDistribution(specJson, (distribution) => distribution?.includes('log_') ?? false);
}

function ofDistribution(specJson: string, isWanted: (distribution: string | undefined) => boolean): string[] {
  const { parameters = {} } = JSON.parse(specJson) as Stored;
  return Object.keys(parameters).filter((name) => isWanted(parameters[name]!.distribution));
}
