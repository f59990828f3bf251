import { PlatformOptions } from './options';
import { AUTOSCALER_DRAIN_SECONDS, site } from './site';
import { refuse } from '../contract/message';
import { SitePlan } from '../plan';

/**
 * Google Kubernetes Engine.
 */
export interface GkeProps extends PlatformOptions {
  /**
   * The region, `us-central1`.
   */
  readonly region: string;

  /**
   * The zones of the nodes: `['a', 'b', 'c']`, or `['us-central1-a', ...]`.
   *
   * @default - zones are not known
   */
  readonly zones?: string[];

  /**
   * The storage class of volumes that name none.
   *
   * `premium-rwo` are SSD persistent disks, made for databases and made where their pod was scheduled; every cluster with
   * the persistent disk driver, which is on by default, has it. The cluster's own default is slower (`standard-rwo`,
   * balanced disks), and in clusters that are older it is `standard`: hard disks, bound at once to any zone.
   * Machine series that take only Hyperdisk (C4, N4) need a class of your own: name it.
   *
   * @see https://cloud.google.com/kubernetes-engine/docs/how-to/persistent-volumes/ssd-pd
   * @see https://cloud.google.com/kubernetes-engine/docs/how-to/persistent-volumes/gce-pd-csi-driver
   * @see https://cloud.google.com/compute/docs/disks/performance
   * @default 'premium-rwo'
   */
  readonly storageClass?: string;
}

/** What GKE is. */
export function gke(props: GkeProps): SitePlan {
  const path = 'Platform.gke';
  const { region, zones = [] } = props;
  if (!/^[a-z]+-[a-z]+[0-9]+$/.test(region)) {
    refuse({
      path,
      what: 'region',
      got: `'${region}'`,
      expected: "the region's name, without a zone",
      change: "write region: 'us-central1'",
    });
  }
  return site({
    path,
    platform: 'gke',
    // https://cloud.google.com/compute/docs/regions-zones: a zone's name is the region, a dash, and a letter
    zones: zones.map((zone) => label(zone, region, path)),
    storageClass: props.storageClass ?? 'premium-rwo',
    // https://cloud.google.com/kubernetes-engine/docs/how-to/persistent-volumes/gce-pd-csi-driver, https://cloud.google.com/filestore/docs/csi-driver
    storage: { oneNode: ['premium-rwo', 'standard', 'standard-rwo'], manyNodes: "'standard-rwx', which clusters with the Filestore driver have" },
    // https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
    identityAnnotations: ['iam.gke.io/gcp-service-account'],
    // Scale-down: 10 minutes. A node upgrade: one hour.
    // https://cloud.google.com/kubernetes-engine/docs/how-to/extended-duration-pods (about GKE-initiated eviction)
    drainSeconds: AUTOSCALER_DRAIN_SECONDS,
    // External, unless told. https://cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer-parameters
    // Every spot node has the label; the taint is for pools that keep others away: https://cloud.google.com/kubernetes-engine/docs/how-to/spot-vms
    // Of the 30 seconds of the notice the first 15 are for pods that the system does without: https://cloud.google.com/kubernetes-engine/docs/concepts/spot-vms
    interruptible: {
      noticeSeconds: 15,
      labels: { 'cloud.google.com/gke-spot': 'true' },
      taints: [{ key: 'cloud.google.com/gke-spot', value: 'true', effect: 'NoSchedule' }],
    },
    // https://cloud.google.com/kubernetes-engine/docs/how-to/gpus, https://cloud.google.com/kubernetes-engine/docs/concepts/plan-tpus
    accelerators: [
      { resource: 'nvidia.com/gpu', taints: [{ key: 'nvidia.com/gpu', effect: 'NoSchedule' }], modelLabel: 'cloud.google.com/gke-accelerator' },
      {
        resource: 'google.com/tpu',
        taints: [{ key: 'google.com/tpu', effect: 'NoSchedule' }],
        modelLabel: 'cloud.google.com/gke-tpu-accelerator',
        topologyLabel: 'cloud.google.com/gke-tpu-topology',
      },
    ],
    loadBalancers: { internalAnnotations: { 'networking.gke.io/load-balancer-type': 'Internal' } },
  }, props);
}

function label(zone: string, region: string, path: string): string {
  const name = /^[a-z]$/.test(zone) ? `${region}-${zone}` : zone;
  if (!name.startsWith(`${region}-`) || !/^[a-z0-9]+$/.test(name.slice(region.length + 1))) {
    refuse({
      path,
      what: 'zones',
      got: `'${zone}'`,
      expected: `a zone of ${region}: its letter, or its whole name`,
      change: `write zones: ['${region}-a', '${region}-b', '${region}-c']`,
    });
  }
  return name;
}
