import { refuse } from '../../../contract/message';
import { ComponentPlan, PortPlan } from '../../../plan';

/** Taken from what the FlinkDeployment says elsewhere. */
const ELSEWHERE = ['jobmanager.memory.process.size', 'parallelism.default', 'taskmanager.memory.process.size'];
/** https://github.com/apache/flink-kubernetes-operator/blob/release-1.15.0/flink-kubernetes-operator/src/main/java/org/apache/flink/kubernetes/operator/validation/DefaultValidator.java */
const FORBIDDEN = ['high-availability.cluster-id', 'kubernetes.cluster-id', 'kubernetes.namespace'];

const CHECKPOINTS = ['execution.checkpointing.dir', 'state.checkpoints.dir'];
const SAVEPOINTS = ['execution.checkpointing.savepoint-dir', 'state.savepoints.dir'];
const OPERATOR = 'kubernetes.operator.';

/** What a setting says under any of its names. */
function of(settings: Record<string, string>, names: string[]): string | undefined {
  const name = names.find((each) => (settings[each] ?? '').trim() !== '');
  return name === undefined ? undefined : settings[name];
}

/** Flink's own word for it, without which nobody takes over. */
export function isHighlyAvailable(settings: Record<string, string>): boolean {
  const type = settings['high-availability.type'] ?? settings['high-availability'];
  return type !== undefined && type.toUpperCase() !== 'NONE';
}

/** How a changed job takes over its state. */
export enum UpgradeMode {
  /** It is stopped with a savepoint; one that is not healthy goes on from its last checkpoint. */
  SAVEPOINT = 'savepoint',
  /** It goes on from its last checkpoint. */
  LAST_STATE = 'last-state',
  /** It begins with nothing. */
  STATELESS = 'stateless',
}

/** With nothing it begins only where nothing is kept. */
export function upgradeMode(settings: Record<string, string>, keepsState: boolean): UpgradeMode {
  if (!keepsState) return UpgradeMode.STATELESS;
  return of(settings, SAVEPOINTS) === undefined ? UpgradeMode.LAST_STATE : UpgradeMode.SAVEPOINT;
}

/** What settings are made of. */
interface Told {
  /** Flink's. */
  readonly version: string;
  readonly components: [ComponentPlan, ComponentPlan];
  readonly keepsState: boolean;
  readonly added: Record<string, string>;
}

/** The settings of a FlinkDeployment, sorted. What the operator's validator would refuse is refused here. */
export function checkedSettings(path: string, { version, components: [leader, worker], keepsState, added }: Told): Record<string, string> {
  const settings: Record<string, string> = { ...leader.settings, ...worker.settings, ...ports(worker.ports), ...added };
  const refused = (key: string, expected: string, change: string): never => refuse({ path, what: `config['${key}']`, got: `'${settings[key]}'`, expected, change });
  const forbidden = FORBIDDEN.find((key) => settings[key] !== undefined);
  if (forbidden) refused(forbidden, 'nothing: the operator makes it of the names of the FlinkDeployment and of its namespace', 'leave it away');
  const highlyAvailable = isHighlyAvailable(settings);
  if (settings[`${OPERATOR}deployment.rollback.enabled`] === 'true' && !highlyAvailable) {
    refused(`${OPERATOR}deployment.rollback.enabled`, 'state, so that leaders are highly available: the operator rolls back to what they know', 'declare state, or leave it away');
  }
  if (settings[`${OPERATOR}cluster.health-check.enabled`] === 'true' && settings[`${OPERATOR}jm-deployment-recovery.enabled`] === 'false') {
    refused(`${OPERATOR}cluster.health-check.enabled`, `${OPERATOR}jm-deployment-recovery.enabled: the operator restarts what is not healthy by it`, 'leave one of both away');
  }
  if (keepsState && of(settings, CHECKPOINTS) === undefined) {
    refuse({ path, what: 'state', got: 'no directory for checkpoints', expected: `${CHECKPOINTS[0]}: a changed job could go on from nothing`, change: 'declare state' });
  }
  const needsSavepoints = ['periodic.savepoint.interval', 'job.upgrade.last-state.max.allowed.checkpoint.age', 'job.savepoint-on-deletion']
    .map((key) => `${OPERATOR}${key}`).find((key) => settings[key] !== undefined && settings[key] !== 'false');
  if (needsSavepoints && of(settings, SAVEPOINTS) === undefined) refused(needsSavepoints, `a directory for savepoints: ${SAVEPOINTS[0]}`, 'declare state, or leave it away');
  if (leader.replicas > 1 && !highlyAvailable) {
    refuse({ path, what: 'leaders', got: `${leader.replicas} without high availability`, expected: '1, or state: a standby finds what it takes over there', change: 'declare state' });
  }
  checkAutoscaler(settings, refused);
  if (Number(version.split('.')[0]) >= 2) checkNesting(settings, refused);
  return Object.fromEntries(Object.keys(settings).filter((key) => !ELSEWHERE.includes(key)).sort().map((key) => [key, settings[key]]));
}

/**
 * What Flink 2 reads is nested, where nothing can have both a value and parts: it makes no JobManager then.
 * https://github.com/apache/flink-kubernetes-operator/blob/release-1.15.0/flink-kubernetes-operator/src/main/java/org/apache/flink/kubernetes/kubeclient/decorators/FlinkConfMountDecorator.java
 */
function checkNesting(settings: Record<string, string>, refused: (key: string, expected: string, change: string) => never): void {
  for (const key of Object.keys(settings)) {
    const parts = key.split('.');
    const outer = parts.map((_, at) => parts.slice(0, at).join('.')).find((name) => name !== '' && settings[name] !== undefined);
    if (outer) refused(key, `none below '${outer}', which has a value: the operator writes both as nested YAML`, 'leave one of both away, or write it by another of its names');
  }
}

/** Flink would choose these at random, and no policy could let them in. The operator or Flink itself settles the others. */
function ports(all: PortPlan[]): Record<string, string> {
  const setting = (name: string, key: string) => all.filter((port) => port.name === name).map(({ number }) => [key, String(number)]);
  return Object.fromEntries([...setting('data', 'taskmanager.data.port'), ...setting('query', 'metrics.internal.query-service.port')]);
}

const AUTOSCALER = 'job.autoscaler.';
/** https://github.com/apache/flink-kubernetes-operator/blob/release-1.15.0/flink-autoscaler/src/main/java/org/apache/flink/autoscaler/validation/AutoscalerValidator.java */
const BOUNDS: Readonly<Record<string, readonly [number, number]>> = {
  'observed-scalability.coefficient-min': [0.01, 1],
  'scale-down.max-factor': [0, Infinity],
  'scale-up.max-factor': [0, Infinity],
  'utilization.target': [0, 1],
};
const TARGET = 0.7;

/** Whether the number of workers follows from what was measured. */
export function isAutoscaled(settings: Record<string, string>): boolean {
  return settings[`${AUTOSCALER}enabled`] === 'true';
}

function checkAutoscaler(settings: Record<string, string>, refused: (key: string, expected: string, change: string) => never): void {
  if (!isAutoscaled(settings)) return;
  const target = Number(settings[`${AUTOSCALER}utilization.target`] ?? TARGET);
  for (const [name, [least, most]] of Object.entries({ ...BOUNDS, 'utilization.max': [target, 1] as const, 'utilization.min': [0, target] as const })) {
    const key = `${AUTOSCALER}${name}`;
    const got = settings[key];
    if (got === undefined || (got.trim() !== '' && Number(got) >= least && Number(got) <= most)) continue;
    refused(key, `a number of ${least} ${most === Infinity ? 'or more' : `to ${most}`}`, 'leave it away');
  }
}
