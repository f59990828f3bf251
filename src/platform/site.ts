import { kubernetesMinor, LOWEST_MINOR } from './kubernetes-version';
import { PlatformOptions } from './options';
import { refuse } from '../contract/message';
import { AcceleratorSitePlan, InterruptibleSitePlan, LoadBalancerSitePlan, SitePlan, StorageSitePlan } from '../plan';

/**
 * The node labels of Kubernetes itself.
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/#topologykubernetesiozone
 */
export const ZONE_LABEL = 'topology.kubernetes.io/zone';
export const HOST_LABEL = 'kubernetes.io/hostname';

/**
 * Seconds that the cluster autoscaler lets a pod take before it removes the node: the default of
 * `--max-graceful-termination-sec`, whatever the pod's own grace period says.
 * @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md#does-ca-respect-gracefultermination-in-scale-down
 */
export const AUTOSCALER_DRAIN_SECONDS = 600;

/** What a platform's file says of it. */
export interface Facts {
  /** Who asks, for messages: `Platform.aks`. */
  readonly path: string;
  /** The platform's short name. */
  readonly platform: string;
  /** The values of the zone label. */
  readonly zones: string[];
  readonly zoneLabel?: string;
  readonly hostLabel?: string;
  readonly storageClass?: string;
  /** Its own storage classes. */
  readonly storage?: StorageSitePlan;
  /** Annotations by which it knows whom to take pods for. */
  readonly identityAnnotations?: string[];
  /** The drain limit if the user tells none, in seconds. */
  readonly drainSeconds?: number;
  /** How load balancers are asked for. */
  readonly loadBalancers?: LoadBalancerSitePlan;
  /** Its nodes that may be taken away at any time. */
  readonly interruptible?: InterruptibleSitePlan;
  /** The devices that its nodes may have. */
  readonly accelerators?: AcceleratorSitePlan[];
}

/** Checks what every platform has in common, and fills in the plan. */
export function site(facts: Facts, options: PlatformOptions): SitePlan {
  const { path } = facts;
  const { kubernetesVersion, volumesFollowPods, drainLimit } = options;
  const interruptible = spotNodes(path, facts.interruptible, options);
  requireZones(facts.zones, path);
  requireName(facts.storageClass, path);
  const drainSeconds = drainLimit?.toSeconds({ integral: false }) ?? facts.drainSeconds;
  if (drainSeconds !== undefined && !(Number.isInteger(drainSeconds) && drainSeconds > 0)) {
    refuse({
      path,
      what: 'drainLimit',
      got: `${drainSeconds} seconds`,
      expected: 'whole seconds, 1 or more',
      change: 'write drainLimit: Duration.minutes(10)',
    });
  }
  return {
    platform: facts.platform,
    kubernetesMinor: kubernetesVersion === undefined ? LOWEST_MINOR : kubernetesMinor(kubernetesVersion, path),
    zones: [...facts.zones],
    zoneLabel: facts.zoneLabel ?? ZONE_LABEL,
    hostLabel: facts.hostLabel ?? HOST_LABEL,
    ...(drainSeconds !== undefined && { drainSeconds }),
    ...(facts.storageClass !== undefined && { storageClass: facts.storageClass }),
    ...(facts.storage !== undefined && { storage: facts.storage }),
    ...(facts.identityAnnotations !== undefined && { identityAnnotations: facts.identityAnnotations }),
    volumesFollowPods: volumesFollowPods ?? true,
    ...(facts.loadBalancers !== undefined && { loadBalancers: facts.loadBalancers }),
    ...(interruptible !== undefined && { interruptible }),
    ...(facts.accelerators !== undefined && { accelerators: facts.accelerators }),
  };
}

/** Nodes that may be taken away: the platform's own, or those that the user tells of. */
function spotNodes(
  path: string, own: InterruptibleSitePlan | undefined, { spotLabels, spotNotice }: PlatformOptions,
): InterruptibleSitePlan | undefined {
  const seconds = spotNotice?.toSeconds({ integral: false });
  if (seconds !== undefined && !(Number.isInteger(seconds) && seconds > 0)) {
    refuse({ path, what: 'spotNotice', got: `${seconds} seconds`, expected: 'whole seconds, 1 or more', change: 'write spotNotice: Duration.seconds(30)' });
  }
  if (seconds !== undefined && !own && !spotLabels) {
    refuse({ path, what: 'spotNotice', got: `${seconds} seconds`, expected: 'nodes that it is of', change: "name their labels: spotLabels: { 'example.com/spot': 'true' }" });
  }
  if (!own && !spotLabels) return undefined;
  return { ...own, ...spotLabels ? { labels: spotLabels } : {}, ...seconds === undefined ? {} : { noticeSeconds: seconds } };
}

/** Zone labels: no value twice, each one that a label can have. */
function requireZones(zones: string[], path: string) {
  const change = 'write each zone once, as the label of its nodes names it';
  for (const zone of zones) {
    // https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
    if (!/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(zone)) {
      refuse({ path, what: 'zones', got: `'${zone}'`, expected: `a value of the node label ${ZONE_LABEL}`, change });
    }
  }
  const repeated = zones.find((zone, index) => zones.indexOf(zone) !== index);
  if (repeated !== undefined) {
    refuse({ path, what: 'zones', got: `'${repeated}' twice`, expected: 'zones that differ', change });
  }
}

/** A storage class has the name of an object: a DNS subdomain. */
function requireName(storageClass: string | undefined, path: string) {
  if (storageClass === undefined) {
    return;
  }
  if (storageClass.length > 253 || !/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(storageClass)) {
    refuse({
      path,
      what: 'storageClass',
      got: `'${storageClass}'`,
      expected: 'the name of a StorageClass',
      change: 'write one that `kubectl get storageclass` shows',
    });
  }
}
