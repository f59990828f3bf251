import { PlatformOptions } from './options';
import { site } from './site';
import { refuse } from '../contract/message';
import { SitePlan } from '../plan';

/**
 * A cluster of your own.
 */
export interface OnPremProps extends PlatformOptions {
  /**
   * The values of the zone label, exactly as the nodes carry them: `['rack-1', 'rack-2', 'rack-3']`.
   *
   * @default - zones are not known
   */
  readonly zones?: string[];

  /**
   * The node label that names the zone.
   *
   * @default 'topology.kubernetes.io/zone'
   */
  readonly zoneLabel?: string;

  /**
   * The node label that names the host.
   *
   * @default 'kubernetes.io/hostname'
   */
  readonly hostLabel?: string;

  /**
   * The storage class of volumes that name none.
   *
   * @default - the cluster's default class
   */
  readonly storageClass?: string;
}

/** What a cluster of one's own is. */
export function onPrem(props: OnPremProps): SitePlan {
  const path = 'Platform.onPrem';
  requireLabelKey('zoneLabel', props.zoneLabel, path);
  requireLabelKey('hostLabel', props.hostLabel, path);
  return site({
    path,
    platform: 'on-prem',
    zones: props.zones ?? [],
    zoneLabel: props.zoneLabel,
    hostLabel: props.hostLabel,
    storageClass: props.storageClass,
    // The pool of addresses decides what can reach them: https://metallb.universe.tf/usage/
    loadBalancers: {},
    // The label is the one of GPU feature discovery: https://github.com/NVIDIA/k8s-device-plugin/blob/main/docs/gpu-feature-discovery/README.md
    accelerators: [
      { resource: 'nvidia.com/gpu', taints: [{ key: 'nvidia.com/gpu', effect: 'NoSchedule' }], modelLabel: 'nvidia.com/gpu.product' },
      { resource: 'amd.com/gpu', taints: [{ key: 'amd.com/gpu', effect: 'NoSchedule' }] },
    ],
    // No drain limit: `kubectl drain` waits for the pod's own grace period, without end (--grace-period=-1, --timeout=0s).
    // https://kubernetes.io/docs/reference/kubectl/generated/kubectl_drain/
  }, props);
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
function requireLabelKey(what: string, key: string | undefined, path: string) {
  if (key !== undefined && !/^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(key)) {
    refuse({
      path,
      what,
      got: `'${key}'`,
      expected: 'the key of a node label',
      change: 'write one that `kubectl get nodes --show-labels` shows',
    });
  }
}
