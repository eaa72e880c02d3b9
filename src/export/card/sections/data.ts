import { count, plural } from '../../../format.ts';
import { codeMarkdown, escapeMarkdown } from '../../../markdown.ts';
import { shortened } from '../../../printable.ts';
import type { CardFacts } from '../facts.ts';
import { parts } from '../markdown.ts';

/** More names are too many for a sentence. */
const NAMED = 40;
const LONGEST_NAME = 60;

/** The images for training, validation and test. */
export function data({ trial }: CardFacts): string {
  const { dataset, validation } = trial.sweep;
  const { name, synthetic, input, classNames, trainCount, testCount, fingerprint } = dataset;
  const trained = trainCount - (validation.kind === 'test' ? 0 : validation.size);
  const split =
    validation.kind === 'test'
      ? `All ${plural(trained, 'training image')} were trained on; it was validated on the test images.`
      : `Of ${plural(trainCount, 'training image')}, ${count(trained)} were trained on and ${count(validation.size)} set aside for validation: the same share of every class, drawn with seed ${validation.seed}.`;
  const more = classNames.length > NAMED ? ` and ${count(classNames.length - NAMED)} more` : '';
  return parts(
    '## The data',
    `${escapeMarkdown(name)}${synthetic ? ' (**SYNTHETIC**: drawn by a program)' : ''}: images of ${input.shape.join(' × ')} bytes from 0 to 255, ${plural(testCount, 'test image')}. ${split}`,
    `The ${count(input.classes)} classes, in the order of the outputs: ${classNames
      .slice(0, NAMED)
      .map((each) => escapeMarkdown(shortened(each, LONGEST_NAME)))
      .join(', ')}${more}.`,
    `SHA-256 over the decoded images and labels: ${codeMarkdown(fingerprint)}.`,
  );
}
