import { count, metric } from '../../../format.ts';
import { codeMarkdown, escapeMarkdown } from '../../../markdown.ts';
import { rankedOnWords, selectionWarnings } from '../../../trainable/network/selection.ts';
import type { CardFacts } from '../facts.ts';
import { parts } from '../markdown.ts';

const KINDS = { ann: 'A dense network (ANN)', cnn: 'A convolutional network (CNN)' } as const;

/** A sentence about it, and warnings that nobody should overlook. */
export function summary(facts: CardFacts): string {
  const { trial } = facts;
  const { sweep, test_accuracy } = trial;
  const { name, synthetic, input } = sweep.dataset;
  const [height, width, channels] = input.shape;
  const images = `${height}×${width} ${channels === 1 ? 'grey' : channels === 3 ? 'colour' : `${channels}-channel`} images`;
  const tested =
    test_accuracy === null
      ? ''
      : ` It puts ${metric(test_accuracy)} of the test images into their class${synthetic ? ', all of them drawn' : ''}.`;
  return parts(
    `${KINDS[trial.model]} of ${count(trial.parameterCount)} weights that sorts ${images} into ${count(input.classes)} classes, trained on ${escapeMarkdown(name)}.${tested}`,
    synthetic &&
      warning(
        '**SYNTHETIC.** The images are drawn by a program, since the real dataset was not at hand or was not asked for. Its numbers say nothing of real images.',
      ),
    ...selectionWarnings(sweep).map((text) => warning(escapeMarkdown(text))),
    facts.trainedAgain && trainedAgain(facts),
  );
}

/** The origin of the weights, if they are not those of the sweep. */
function trainedAgain({ trial, trainedAgain }: CardFacts): string {
  const { differing, images, sweepFingerprint, sweepTestAccuracy } = trainedAgain!;
  const again = 'The sweep did not keep the weights of this trial; it was trained again for this export';
  if (differing === 0)
    return `${again}, and predicts the same class as in the sweep for each of ${count(images)} images.`;
  return warning(
    `${again}, and **${count(differing)} of ${count(images)} predictions differ** from those of the sweep. ` +
      `The metrics of this card are those of the weights that are here, trained with ${escapeMarkdown(trial.fingerprint ?? 'an unknown engine')}; ` +
      `in the sweep, ${escapeMarkdown(sweepFingerprint ?? 'an unknown engine')} reached a test accuracy of ${metric(sweepTestAccuracy)}.`,
  );
}

function warning(text: string): string {
  return `> ${text}`;
}

/** Such as ` on the test set`, to follow the name of the metric. */
export function metricWords({ sweep }: CardFacts['trial']): string {
  const words = rankedOnWords(sweep);
  return `${codeMarkdown(sweep.metric)}${words ? ` ${words}` : ''}`;
}
