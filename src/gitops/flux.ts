import { ApiObject, ApiObjectProps, Duration, Lazy } from 'cdk8s';
import { Delivered, Delivery } from './delivery';
import { FluxOptions } from './flux-options';
import { FluxSource } from './flux-source';
import { annotation, isKept } from './marks';
import { checkedName } from './names';
import { ResourceHealth } from './resource-health';
import { StatusCheck } from './status-check';
import { refuse } from '../contract/message';

const GROUP = 'kustomize.toolkit.fluxcd.io';
const PRUNE = `${GROUP}/prune`;
const SUBSTITUTE = `${GROUP}/substitute`;
const DISABLED = 'disabled';

/**
 * Where Flux would put variables, and where it takes a dollar away:
 * https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution
 */
const SUBSTITUTED = /\$[{$]/;

/**
 * A Kustomization for each chart. Those of a stage wait until all of the stage before them are healthy at the same revision
 * (https://github.com/fluxcd/kustomize-controller/blob/v1.9.4/internal/controller/kustomization_controller.go, checkDependencies).
 */
export function flux(options: FluxOptions): Delivery {
  const path = 'GitOpsTool.flux';
  const namespaceName = checkedName(path, 'namespaceName', options.namespaceName ?? 'flux-system');
  const source = options.source ?? FluxSource.gitRepository('flux-system');
  if (typeof source !== 'object' || !('_kind' in source)) {
    refuse({ path, what: 'source', got: `'${source}'`, expected: "a value such as FluxSource.gitRepository('flux-system')", change: 'write that' });
  }
  const others = (options.dependsOn ?? []).map((name) => checkedName(path, 'dependsOn', name));
  const interval = seconds(path, 'interval', options.interval ?? Duration.minutes(10), 60);
  const timeout = seconds(path, 'timeout', options.timeout ?? Duration.minutes(5), 1);
  const serviceAccountName = options.serviceAccountName && checkedName(path, 'serviceAccountName', options.serviceAccountName);

  const kustomization = ({ name, stage, files, after, health }: Delivered): ApiObjectProps => {
    const dependsOn = [...after, ...stage === 'definitions' ? [] : others];
    return {
      apiVersion: `${GROUP}/v1`,
      kind: 'Kustomization',
      metadata: { name, namespace: namespaceName },
      spec: {
        // whoever deletes this object has not said that the data systems shall go
        deletionPolicy: 'Orphan',
        ...dependsOn.length > 0 ? { dependsOn: dependsOn.map((other) => ({ name: other })) } : {},
        healthCheckExprs: Lazy.any({ produce: () => expressions(health()) }),
        interval: written(interval),
        path: `./${files.folder}`,
        prune: stage !== 'definitions',
        retryInterval: '1m',
        serviceAccountName,
        sourceRef: { kind: source._kind, name: source._name, namespace: source._namespaceName },
        timeout: written(timeout),
        wait: true,
      },
    };
  };

  return {
    namespaceName,
    takesSingleFiles: false,
    title: 'Flux',
    objects: (delivered) => Object.fromEntries(delivered.map((one) => [`kustomization-${one.name}`, kustomization(one)])),
    mark: (object) => {
      if (isKept(object)) addUnlessSaid(object, PRUNE);
      if (SUBSTITUTED.test(JSON.stringify(object.toJson()))) addUnlessSaid(object, SUBSTITUTE);
    },
  };
}

function addUnlessSaid(object: ApiObject, key: string): void {
  if (annotation(object, key) === undefined && object.metadata.getLabel(key) === undefined) object.metadata.addAnnotation(key, DISABLED);
}

/**
 * https://fluxcd.io/flux/components/kustomize/kustomizations/#health-check-expressions. An object without a status is an error for all of
 * them, and waited for; so is one whose `status.observedGeneration` is old, which Flux looks at by itself. Of the version only the group counts.
 */
function expressions(health: ResourceHealth[]): any[] | undefined {
  if (health.length === 0) return undefined;
  return health.map(({ group, kind, ready, failed = [] }) => ({
    apiVersion: `${group}/v1`,
    kind,
    current: joined(ready, '&&'),
    failed: failed.length === 0 ? undefined : joined(failed, '||'),
  }));
}

function joined(checks: StatusCheck[], word: '&&' | '||'): string {
  return checks.map(({ _cel }) => _cel).join(` ${word} `);
}

function seconds(path: string, what: string, told: Duration, least: number): number {
  const given = typeof told === 'object' && 'toSeconds' in told ? told.toSeconds({ integral: false }) : NaN;
  if (!Number.isInteger(given) || given < least) {
    refuse({
      path,
      what,
      got: Number.isNaN(given) ? `'${told}'` : `${given} s`,
      expected: `whole seconds, ${least} or more`,
      change: `write ${what}: Duration.minutes(10)`,
    });
  }
  return given;
}

/** As Go writes durations. */
function written(time: number): string {
  return time % 60 === 0 ? `${time / 60}m` : `${time}s`;
}
