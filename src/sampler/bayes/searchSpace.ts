import {
  type Assignment,
  type Configuration,
  canonicalJson,
  type ParameterValue,
} from '../../configuration.ts';
import type { Distribution } from '../../space/space.ts';
import { type Axis, axisOf } from './axis.ts';
import type { Point } from './parzen.ts';
import { wordsOf } from './words.ts';

export interface SearchSettings {
  readonly parameters: readonly { readonly name: string; readonly distribution: Distribution }[];
  /** The canonical configuration of an assignment to all parameters; it lacks those that have no effect there. */
  configure(assigned: Assignment): Configuration;
  readonly seed: number;
  readonly goal: 'minimize' | 'maximize';
}

/** A configuration as the model sees it. */
export interface Coded {
  readonly point: Point;
  /** Equal for equal configurations. */
  readonly key: string;
}

/** The space of one search: its axes, and configurations as points of them. */
export class SearchSpace {
  readonly axes: readonly Axis[];
  readonly seed: number;
  readonly goal: 'minimize' | 'maximize';
  /** How many different assignments can be drawn. */
  readonly size: number;
  private readonly settings: SearchSettings;
  private readonly names: readonly string[];
  private readonly codes = new WeakMap<Configuration, Coded>();
  /** For a configuration, the values of parameters that it has by other names. */
  private readonly wordsOf: (configuration: Configuration) => Assignment;

  constructor(settings: SearchSettings) {
    this.settings = settings;
    this.seed = settings.seed;
    this.goal = settings.goal;
    this.names = settings.parameters.map(({ name }) => name);
    this.axes = settings.parameters.map(({ distribution }) => axisOf(distribution));
    this.size = settings.parameters.reduce((product, { distribution }) => product * distribution.drawable, 1);
    this.wordsOf = wordsOf(settings);
  }

  /** The point at a place of the cube, whose places are in [0, 1): categories get as much of it as their shares. */
  pointAt(places: Float64Array): Point {
    return Float64Array.from(this.axes, (axis, dimension) => {
      const place = places[dimension]!;
      if (axis.kind === 'scale') return place;
      let left = place;
      for (let index = 0; index < axis.shares.length; index++) {
        left -= axis.shares[index]!;
        if (left < 0) return index;
      }
      return axis.shares.findLastIndex((share) => share > 0);
    });
  }

  /** The configuration of a point with a code on every axis. */
  configurationAt(point: Point): Configuration {
    const entries = this.names.map((name, index): [string, ParameterValue] => [
      name,
      this.axes[index]!.value(point[index]!),
    ]);
    return this.settings.configure(Object.fromEntries(entries));
  }

  coded(configuration: Configuration): Coded {
    let coded = this.codes.get(configuration);
    if (!coded) {
      const words = this.wordsOf(configuration);
      const point = Float64Array.from(this.names, (name, index) => {
        const value = words[name] ?? configuration[name];
        const { distribution } = this.settings.parameters[index]!;
        return value !== undefined && distribution.contains(value) ? this.axes[index]!.code(value) : NaN;
      });
      coded = { point, key: canonicalJson(configuration) };
      this.codes.set(configuration, coded);
    }
    return coded;
  }
}
