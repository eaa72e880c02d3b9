import { metric as decimals, duration, milliseconds } from '../format.ts';
import type { Goal } from './metric.ts';

/** The facts about a metric that its name tells. */
export interface MetricInfo {
  /** The title for people. */
  readonly title: string;
  /** Which way is better; undefined if the name does not tell. */
  readonly goal: Goal | undefined;
  /** The value as people read it; a dash if it is absent or not finite. */
  format(value: number | null | undefined): string;
  /** Units that may follow a value in a filter, each with its size. */
  readonly units?: Readonly<Record<string, number>>;
}

/** In ms. */
const TIMES = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Metrics that have a title, a goal or a format of their own. */
const KNOWN: Readonly<Record<string, MetricInfo>> = {
  durationMs: { title: 'training time', goal: 'minimize', format: duration, units: TIMES },
  latencyMs: { title: 'latency', goal: 'minimize', format: milliseconds, units: TIMES },
  latency1000Ms: { title: 'latency of 1,000', goal: 'minimize', format: milliseconds, units: TIMES },
};

const RISING =
  /(^|[^a-z])(acc|accuracy|auc|auroc|auprc|f1|precision|recall|sensitivity|specificity|score|r2|iou|miou|map|bleu|rouge|meteor|psnr|ssim|dice|kappa|mcc|ndcg|mrr|reward|return|throughput|hits?|top-?\d+)([^a-z]|\d|$)/;
const FALLING =
  /(^|[^a-z])(loss|error|err|mse|rmse|mae|mape|nll|perplexity|ppl|bpc|cer|wer|fid|kl|divergence|cost|regret|time|latency|runtime|duration|mismatch|distance)([^a-z]|\d|$)/;

/** The known facts of a metric of any name. */
export function metricInfo(name: string): MetricInfo {
  if (Object.hasOwn(KNOWN, name)) return KNOWN[name]!;
  const goal = goalOf(name);
  // A metric that is neither a score nor a loss, such as `epoch` or `n_rows`, may be a count.
  return { title: name, goal, format: goal ? decimals : (value) => wholeNumber(value) ?? decimals(value) };
}

function wholeNumber(value: number | null | undefined): string | undefined {
  return Number.isSafeInteger(value) ? String(value) : undefined;
}

/** Which way is better, by words in a name such as `val/acc`, `eval.loss`, `valAccuracy`, `top1_error`. */
export function goalOf(name: string): Goal | undefined {
  // `valAccuracy` is two words, `mAP` is one.
  const spellings = [name.replace(/([a-z])([A-Z])/g, '$1_$2'), name].map((each) => each.toLowerCase());
  if (spellings.some((words) => FALLING.test(words))) return 'minimize';
  return spellings.some((words) => RISING.test(words)) ? 'maximize' : undefined;
}
