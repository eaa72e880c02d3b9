import type { Exporter } from '../../src/export/exporter.ts';
import type { NetworkTrial } from '../../src/store/index.ts';

/** The code in that language from the part of a model card that shows how to use the files. */
export function codeOf({ card }: Exporter, trial: NetworkTrial, language: string): string {
  const [, code] = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(card!.usage(trial))!;
  return code!;
}
