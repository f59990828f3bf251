import { PlatformOptions } from './options';
import { AUTOSCALER_DRAIN_SECONDS, site } from './site';
import { refuse } from '../contract/message';
import { SitePlan } from '../plan';

/**
 * Amazon Elastic Kubernetes Service.
 */
export interface EksProps extends PlatformOptions {
  /**
   * The region, `us-east-1`.
   */
  readonly region: string;

  /**
   * The availability zones of the nodes: `['a', 'b', 'c']`, or `['us-east-1a', ...]`.
   * Names, not ids (`use1-az1`): the node label has the name.
   *
   * @default - zones are not known
   */
  readonly zones?: string[];

  /**
   * The storage class of volumes that name none. There is no default to take: clusters made with 1.30 or later have
   * no default class, those in Auto Mode have no class at all, and a claim without a class waits for ever.
   *
   * For databases: a class of type `gp3`, whose throughput doesn't depend on the size and doesn't run on burst
   * credits as `gp2`'s does. Make it with `volumeBindingMode: WaitForFirstConsumer` and `allowVolumeExpansion: true`
   * (provisioner `ebs.csi.aws.com`, in Auto Mode `ebs.csi.eks.amazonaws.com`), or let the EBS CSI driver add-on make
   * it (`defaultStorageClass.enabled`).
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions-standard.html#kubernetes-1-30
   * @see https://docs.aws.amazon.com/eks/latest/userguide/create-storage-class.html
   * @see https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html
   */
  readonly storageClass: string;
}

/** What EKS is. */
export function eks(props: EksProps): SitePlan {
  const path = 'Platform.eks';
  const { region, zones = [] } = props;
  if (!/^[a-z]{2,}(-[a-z]+)+-[0-9]+$/.test(region)) {
    refuse({
      path,
      what: 'region',
      got: `'${region}'`,
      expected: "the region's code",
      change: "write region: 'us-east-1'",
    });
  }
  return site({
    path,
    platform: 'eks',
    // The label's value is the zone's name, the region and a letter; local zones add a place (us-west-2-lax-1a).
    // https://docs.aws.amazon.com/eks/latest/userguide/create-node-pool.html (us-west-2a, us-west-2b)
    zones: zones.map((zone) => label(zone, region, path)),
    storageClass: props.storageClass,
    // EBS volumes: https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html; their classes have any name, and these are the usual ones.
    storage: { oneNode: ['ebs-sc', 'auto-ebs-sc', 'gp2', 'gp3'], manyNodes: 'the name of a class of the EFS driver: https://docs.aws.amazon.com/eks/latest/userguide/efs-csi.html' },
    // https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
    identityAnnotations: ['eks.amazonaws.com/role-arn'],
    // The cluster autoscaler: 600 s by default. A managed node group that shrinks or is updated: 15 minutes a node
    // (https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html, .../managed-node-groups.html).
    // Karpenter: the NodePool's terminationGracePeriod, if it has one (https://karpenter.sh/docs/concepts/disruption/#terminationgraceperiod).
    drainSeconds: AUTOSCALER_DRAIN_SECONDS,
    // Of managed node groups, without a taint: https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html#managed-node-group-capacity-types
    // Two minutes: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html
    interruptible: { labels: { 'eks.amazonaws.com/capacityType': 'SPOT' }, noticeSeconds: 120 },
    // The taints are those that node pools for devices usually have; EKS sets none.
    accelerators: ['nvidia.com/gpu', 'aws.amazon.com/neuron'].map((resource) => ({ resource, taints: [{ key: resource, effect: 'NoSchedule' }] })),
    loadBalancers: { internalAnnotations: loadBalancer('internal'), internetAnnotations: loadBalancer('internet-facing') },
  }, props);
}

/**
 * A Network Load Balancer of the AWS Load Balancer Controller or of Auto Mode; the older controller inside of Kubernetes would make a Classic one.
 * Nodes as targets, for they stay registered while pods come and go: a pod's address is new at each start, and its registration takes
 * minutes. And with pods as targets the client's address is lost, and source ranges are not kept.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/ (lb-type, nlb-target-type, lb-scheme, lb-source-ranges)
 * https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-nlb.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html ("a few minutes")
 */
function loadBalancer(scheme: string): Record<string, string> {
  return {
    'service.beta.kubernetes.io/aws-load-balancer-type': 'external',
    'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'instance',
    'service.beta.kubernetes.io/aws-load-balancer-scheme': scheme,
  };
}

function label(zone: string, region: string, path: string): string {
  const name = /^[a-z]$/.test(zone) ? `${region}${zone}` : zone;
  if (!name.startsWith(region) || !/^([a-z]|-[-a-z0-9]*[a-z0-9])$/.test(name.slice(region.length))) {
    refuse({
      path,
      what: 'zones',
      got: `'${zone}'`,
      expected: `a zone of ${region}: its letter, or its whole name`,
      change: `write zones: ['${region}a', '${region}b', '${region}c']`,
    });
  }
  return name;
}
