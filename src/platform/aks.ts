import { PlatformOptions } from './options';
import { AUTOSCALER_DRAIN_SECONDS, site } from './site';
import { refuse } from '../contract/message';
import { SitePlan } from '../plan';

/**
 * Azure Kubernetes Service.
 */
export interface AksProps extends PlatformOptions {
  /**
   * The region's name, `eastus`, as `az account list-locations` shows it under `name`.
   */
  readonly region: string;

  /**
   * The availability zones that the node pools span: `['1', '2', '3']`, or `['eastus-1', ...]`.
   *
   * @default - zones are not known
   */
  readonly zones?: string[];

  /**
   * The storage class of volumes that name none.
   *
   * `managed-csi-premium` are premium SSDs, best for production; the cluster's own default, `managed-csi`, are standard
   * SSDs, best for light use. Both need nothing installed and make the volume where its pod was scheduled. Premium SSDs
   * attach only to machine sizes with premium storage (an `s` in the name).
   * In a cluster over several zones both are zone-redundant from 1.29 on: every write goes to three zones, the disk
   * costs more, and it follows its pod into another zone. A system that keeps copies by itself doesn't need that: name a
   * class of your own with `skuName: Premium_LRS`, or `managed-csi-premium-v2` (1.35 and later, locally redundant).
   *
   * @see https://learn.microsoft.com/azure/aks/concepts-storage#storage-classes
   * @see https://learn.microsoft.com/azure/aks/create-volume-azure-disk
   * @see https://learn.microsoft.com/azure/virtual-machines/disks-types
   * @default 'managed-csi-premium'
   */
  readonly storageClass?: string;
}

/** What AKS is. */
export function aks(props: AksProps): SitePlan {
  const path = 'Platform.aks';
  const { region, zones = [] } = props;
  if (!/^[a-z]+[0-9]*[a-z]*$/.test(region)) {
    refuse({
      path,
      what: 'region',
      got: `'${region}'`,
      expected: "the region's name, lower case without blanks",
      change: "write region: 'eastus', as `az account list-locations` names it",
    });
  }
  return site({
    path,
    platform: 'aks',
    // The label's value is `<region>-<zone>`; a node outside any zone has its fault domain, `0`, there.
    // https://learn.microsoft.com/azure/aks/reliability-zone-resiliency-recommendations (eastus2-1, eastus2-2, eastus2-3)
    // https://cloud-provider-azure.sigs.k8s.io/topics/availability-zones/
    zones: zones.map((zone) => label(zone, region, path)),
    storageClass: props.storageClass ?? 'managed-csi-premium',
    // https://learn.microsoft.com/azure/aks/concepts-storage#storage-classes, https://learn.microsoft.com/azure/aks/create-volume-azure-files
    storage: {
      oneNode: ['default', 'managed', 'managed-csi', 'managed-csi-premium', 'managed-csi-premium-v2', 'managed-premium'],
      manyNodes: "'azurefile-csi' or 'azurefile-csi-premium', which every cluster with the Azure Files driver has",
    },
    // https://learn.microsoft.com/azure/aks/workload-identity-overview#service-account-labels-and-annotations
    identityAnnotations: ['azure.workload.identity/client-id'],
    // The cluster autoscaler: 600 s (https://learn.microsoft.com/azure/aks/cluster-autoscaler#use-the-cluster-autoscaler-profile).
    // An upgrade waits 30 minutes for the whole node, then stops (https://learn.microsoft.com/azure/aks/upgrade-aks-node-pools-rolling#customize-node-drain-timeout).
    // Node auto-provisioning: the node pool's terminationGracePeriod, if it has one (https://learn.microsoft.com/azure/aks/node-auto-provisioning-disruption).
    drainSeconds: AUTOSCALER_DRAIN_SECONDS,
    // Public, unless told. In an internal one the network's default rule lets in the whole virtual network beside the ranges.
    // https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer/#loadbalancer-annotations
    loadBalancers: {
      internalAnnotations: { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' },
      internalRangeAnnotations: { 'service.beta.kubernetes.io/azure-deny-all-except-load-balancer-source-ranges': 'true' },
    },
    // https://learn.microsoft.com/azure/aks/spot-node-pool (label and taint of every spot pool)
    // https://learn.microsoft.com/azure/virtual-machines/spot-vms (a notice of 30 seconds, of which AKS drains the node as well as it can:
    // https://learn.microsoft.com/azure/aks/node-auto-drain)
    interruptible: {
      noticeSeconds: 30,
      labels: { 'kubernetes.azure.com/scalesetpriority': 'spot' },
      taints: [{ key: 'kubernetes.azure.com/scalesetpriority', value: 'spot', effect: 'NoSchedule' }],
    },
    // The taint is the one of the guides, which whoever makes the pool may leave out:
    // https://learn.microsoft.com/azure/aks/use-nvidia-gpu, https://learn.microsoft.com/azure/aks/use-amd-gpus
    accelerators: ['nvidia.com/gpu', 'amd.com/gpu'].map((resource) => ({
      resource, taints: [{ key: 'sku', value: 'gpu', effect: 'NoSchedule' }, { key: resource, effect: 'NoSchedule' }],
    })),
  }, props);
}

function label(zone: string, region: string, path: string): string {
  const number = zone.startsWith(`${region}-`) ? zone.slice(region.length + 1) : zone;
  if (!/^[1-9]$/.test(number)) {
    refuse({
      path,
      what: 'zones',
      got: `'${zone}'`,
      expected: `a zone of ${region}: its number, or ${region}-<number>`,
      change: "write zones: ['1', '2', '3']",
    });
  }
  return `${region}-${number}`;
}
