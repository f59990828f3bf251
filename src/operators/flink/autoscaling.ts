import { Duration } from 'cdk8s';
import { refuse } from '../../contract/message';
import { required, wholeNumber } from '../../declared/values';

/**
 * How the operator sets the parallelism of a job's vertices by what they do.
 * https://nightlies.apache.org/flink/flink-kubernetes-operator-docs-release-1.15/docs/custom-resource/autoscaler/
 */
export interface FlinkAutoscaling {
  /**
   * The share of its time for which a vertex is to be busy: above 0, up to 1.
   * @default 0.7
   */
  readonly targetUtilization?: number;
  /**
   * The least parallelism of a vertex, 1 or more.
   * @default 1
   */
  readonly minParallelism?: number;
  /**
   * The most parallelism of a vertex. Never above that of the job.
   * @default 200
   */
  readonly maxParallelism?: number;
  /**
   * For how long nothing is changed after a change. Whole seconds.
   * @default Duration.minutes(5)
   */
  readonly stabilization?: Duration;
  /**
   * Over which time is measured. Whole seconds.
   * @default Duration.minutes(15)
   */
  readonly window?: Duration;
}

/** What it is in the operator's settings. @throws if the bounds cross, or a value is none */
export function autoscalerSettings(path: string, autoscaling: FlinkAutoscaling | undefined): Record<string, string> {
  if (autoscaling === undefined) return {};
  const { targetUtilization: target, minParallelism: least, maxParallelism: most, stabilization, window } = autoscaling;
  if (target !== undefined && !(typeof target === 'number' && target > 0 && target <= 1)) {
    refuse({ path, what: 'autoscaling.targetUtilization', got: String(target), expected: 'a number above 0, up to 1', change: 'write targetUtilization: 0.7' });
  }
  if (least !== undefined) wholeNumber(path, 'autoscaling.minParallelism', least, 1);
  if (most !== undefined) wholeNumber(path, 'autoscaling.maxParallelism', most, 1);
  if (least !== undefined && most !== undefined && least > most) {
    refuse({ path, what: 'autoscaling.minParallelism', got: `${least}, and at most ${most}`, expected: `${most} or less`, change: `write minParallelism: ${most}` });
  }
  const values: Record<string, string | undefined> = {
    'enabled': 'true',
    'metrics.window': seconds(path, 'window', window),
    'stabilization.interval': seconds(path, 'stabilization', stabilization),
    'utilization.target': target === undefined ? undefined : String(target),
    'vertex.max-parallelism': most === undefined ? undefined : String(most),
    'vertex.min-parallelism': least === undefined ? undefined : String(least),
  };
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => value === undefined ? [] : [[`job.autoscaler.${name}`, value]]));
}

function seconds(path: string, what: string, duration: Duration | undefined): string | undefined {
  if (duration === undefined) return undefined;
  const value = required(path, `autoscaling.${what}`, duration, 'toSeconds', 'Duration.minutes(5)').toSeconds({ integral: false });
  return `${wholeNumber(path, `autoscaling.${what}`, value, 1)} s`;
}
