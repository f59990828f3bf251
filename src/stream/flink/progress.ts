import { refuse } from '../../contract/message';
import { ProgressPlan } from '../../plan';

/**
 * How long a checkpoint may take, and a failure: CheckpointingOptions, HeartbeatManagerOptions and RestartStrategyOptions of Flink 1.20 and 2.3.
 */

const TIMEOUT = 'execution.checkpointing.timeout';
const MIN_PAUSE = 'execution.checkpointing.min-pause';
const TOLERABLE = 'execution.checkpointing.tolerable-failed-checkpoints';
const HEARTBEAT = 'heartbeat.timeout';
const MAX_BACKOFF = 'restart-strategy.exponential-delay.max-backoff';
/** Flink's own values. */
const DEFAULTS: Record<string, string> = { [TIMEOUT]: '10 min', [MIN_PAUSE]: '0 s', [TOLERABLE]: '0', [HEARTBEAT]: '50 s', [MAX_BACKOFF]: '1 min' };

/**
 * What the work goes on from.
 * - One that fails is made up for by the next one, where some may fail: what waits for a checkpoint waits for that.
 * - A worker that says nothing any more counts as lost after `heartbeat.timeout`, and the job starts again after the longest pause. How long its pod and
 *   its state take nobody knows.
 */
export function progressOf(path: string, config: Record<string, string>, keptOutside: boolean, everySeconds?: number): ProgressPlan {
  if (everySeconds === undefined) return { keptOutside };
  const seconds = (key: string) => flinkSeconds(path, key, config[key] ?? DEFAULTS[key]);
  const tolerated = Number(config[TOLERABLE] ?? DEFAULTS[TOLERABLE]);
  if (!(Number.isSafeInteger(tolerated) && tolerated >= 0)) {
    refuse({ path, what: `config['${TOLERABLE}']`, got: `'${config[TOLERABLE]}'`, expected: 'a whole number of 0 or more', change: `write '${TOLERABLE}': '0'` });
  }
  const takes = seconds(TIMEOUT) + seconds(MIN_PAUSE);
  return {
    keptOutside,
    everySeconds,
    takesSeconds: takes + tolerated * (everySeconds + takes),
    // with failed ones or a pause between them it is not the setting alone
    ...(takes === seconds(TIMEOUT) && tolerated === 0 ? { takesSetting: TIMEOUT } : {}),
    resumesSeconds: seconds(HEARTBEAT) + seconds(MAX_BACKOFF),
  };
}

/** https://github.com/apache/flink/blob/release-2.0/flink-core/src/main/java/org/apache/flink/util/TimeUtils.java; without a unit they are milliseconds. */
const UNITS: [RegExp, number][] = [
  [/^(d|days?)$/, 86400], [/^(h|hours?)$/, 3600], [/^(m|min|minutes?)$/, 60], [/^(s|secs?|seconds?)$/, 1],
  [/^(ms|millis?|milliseconds?)?$/, 1e-3], [/^(µs|micros?|microseconds?)$/, 1e-6], [/^(ns|nanos?|nanoseconds?)$/, 1e-9],
];

/** What Flink reads as a time, in whole seconds, rounded up. */
export function flinkSeconds(path: string, key: string, text: string): number {
  const [, amount, unit = ''] = /^(\d+)\s*(\S*)$/.exec(text.trim()) ?? [];
  const factor = amount === undefined ? undefined : UNITS.find(([pattern]) => pattern.test(unit.toLowerCase()))?.[1];
  if (factor !== undefined) return Math.ceil(Number(amount) * factor);
  const iso = /^P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i.exec(text.trim());
  if (iso) return Math.ceil([86400, 3600, 60, 1].reduce((sum, each, at) => sum + each * Number(iso[at + 1] ?? 0), 0));
  return refuse({ path, what: `config['${key}']`, got: `'${text}'`, expected: 'a time, a whole number with a unit', change: `write '${key}': '${DEFAULTS[key]}'` });
}
