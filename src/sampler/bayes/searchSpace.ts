import {
  type Assignment,
  type Configuration,
  canonicalJson,
  type ParameterValue,
} from '../../configuration.ts';
import { existing } from '../../space/conditions.ts';
import { countAssignments } from '../../space/countAssignments.ts';
import type { Space } from '../../space/space.ts';
import { type Axis, axisOf } from './axis.ts';
import type { Point } from './parzen.ts';
import { wordsOf } from './words.ts';

export interface SearchSettings {
  readonly space: Space;
  /** Its parameters; a parameter comes after those that it depends on. */
  readonly names: readonly string[];
  /**
   * The canonical configuration of an assignment; parameters that do not exist or have no effect are left
   * out.
   */
  configure(assigned: Assignment): Configuration;
  readonly seed: number;
  readonly goal: 'minimize' | 'maximize';
}

/** A configuration in the model. */
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
  /** Number of different assignments that can be drawn. */
  readonly size: number;
  private readonly settings: SearchSettings;
  /** The parameter of each axis. */
  readonly names: readonly string[];
  private readonly codes = new WeakMap<Configuration, Coded>();
  /** Gives the values of parameters that a configuration has under other names. */
  private readonly wordsOf: (configuration: Configuration) => Assignment;

  constructor(settings: SearchSettings) {
    this.settings = settings;
    this.seed = settings.seed;
    this.goal = settings.goal;
    this.names = settings.names;
    this.axes = this.names.map((name) => axisOf(settings.space.get(name)!));
    this.size = countAssignments(settings.space, ({ drawable }) => drawable);
    this.wordsOf = wordsOf(settings);
  }

  /** The point of coordinates in [0, 1): categories get as much of an axis as their shares. */
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

  /** The values of the parameters that exist in a configuration, as they were assigned. */
  assigned(configuration: Configuration): Assignment {
    return existing(this.settings.space, { ...configuration, ...this.wordsOf(configuration) });
  }

  coded(configuration: Configuration): Coded {
    let coded = this.codes.get(configuration);
    if (!coded) {
      const assigned = this.assigned(configuration);
      const point = Float64Array.from(this.names, (name, index) => {
        const value = assigned[name];
        const fits = value !== undefined && this.settings.space.get(name)!.contains(value);
        return fits ? this.axes[index]!.code(value) : NaN;
      });
      coded = { point, key: canonicalJson(configuration) };
      this.codes.set(configuration, coded);
    }
    return coded;
  }
}
