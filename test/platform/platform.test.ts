import { App, Chart, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { SitePlan } from '../../src/plan';
import { Platform } from '../../src/platform';

const aks = () => Platform.aks({ region: 'eastus', zones: ['1', '2', '3'], kubernetesVersion: '1.34' });
const eks = () => Platform.eks({ region: 'us-east-1', zones: ['a', 'b', 'c'], kubernetesVersion: '1.34', storageClass: 'gp3' });
const gke = () => Platform.gke({ region: 'us-central1', zones: ['a', 'b', 'c'], kubernetesVersion: '1.34' });

describe('nodes of a kind', () => {
  const resources = (platform: Platform) => platform.toSite().accelerators?.map(({ resource }) => resource);

  test('each platform knows the devices that it has, and any cluster none', () => {
    expect(resources(aks())).toEqual(['nvidia.com/gpu', 'amd.com/gpu']);
    expect(resources(eks())).toEqual(['nvidia.com/gpu', 'aws.amazon.com/neuron']);
    expect(resources(gke())).toEqual(['nvidia.com/gpu', 'google.com/tpu']);
    expect(resources(Platform.onPrem())).toEqual(['nvidia.com/gpu', 'amd.com/gpu']);
    expect(resources(Platform.of(new App()))).toBeUndefined();
  });

  test('nodes that may be taken away are known by the labels of the platform, and by others that were told', () => {
    const karpenter = { 'karpenter.sh/capacity-type': 'spot' };
    expect(aks().toSite().interruptible?.labels).toEqual({ 'kubernetes.azure.com/scalesetpriority': 'spot' });
    expect(gke().toSite().interruptible?.labels).toEqual({ 'cloud.google.com/gke-spot': 'true' });
    expect(eks().toSite().interruptible?.labels).toEqual({ 'eks.amazonaws.com/capacityType': 'SPOT' });
    expect(Platform.eks({ region: 'us-east-1', storageClass: 'gp3', spotLabels: karpenter }).toSite().interruptible?.labels).toEqual(karpenter);
    expect(Platform.onPrem().toSite().interruptible).toBeUndefined();
    expect([aks(), gke(), eks()].map((platform) => platform.toSite().interruptible?.noticeSeconds)).toEqual([30, 15, 120]);
    const told = Platform.onPrem({ spotLabels: karpenter, spotNotice: Duration.seconds(90) });
    expect(told.toSite().interruptible).toEqual({ labels: karpenter, noticeSeconds: 90 });
    expect(() => Platform.onPrem({ spotNotice: Duration.seconds(90) })).toThrow('Platform.onPrem: spotNotice: got 90 seconds, expected nodes that it is of');
    expect(() => Platform.gke({ region: 'us-central1', spotNotice: Duration.seconds(0) })).toThrow('Platform.gke: spotNotice: got 0 seconds, expected whole seconds, 1 or more');
    expect(Platform.onPrem({ spotLabels: karpenter }).toSite().interruptible).toEqual({ labels: karpenter });
  });
});

describe('a platform as a plan', () => {
  test('AKS: zone labels are region and number, premium disks', () => {
    expect(aks().toSite()).toEqual({
      platform: 'aks',
      kubernetesMinor: 34,
      zones: ['eastus-1', 'eastus-2', 'eastus-3'],
      zoneLabel: 'topology.kubernetes.io/zone',
      hostLabel: 'kubernetes.io/hostname',
      drainSeconds: 600,
      storageClass: 'managed-csi-premium',
      volumesFollowPods: true,
      loadBalancers: expect.anything(),
      interruptible: expect.anything(),
      storage: expect.anything(),
      identityAnnotations: ['azure.workload.identity/client-id'],
      accelerators: expect.anything(),
    });
  });

  test('EKS: zone labels are region and letter, the class that was told', () => {
    expect(eks().toSite()).toMatchObject({
      platform: 'eks', zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'], drainSeconds: 600, storageClass: 'gp3',
    });
  });

  test('GKE: zone labels are region, dash and letter, SSD disks', () => {
    expect(gke().toSite()).toMatchObject({
      platform: 'gke', zones: ['us-central1-a', 'us-central1-b', 'us-central1-c'], drainSeconds: 600, storageClass: 'premium-rwo',
    });
  });

  test('a cluster of your own: nothing but what was told', () => {
    expect(Platform.onPrem().toSite()).toEqual({
      platform: 'on-prem',
      kubernetesMinor: 27,
      zones: [],
      zoneLabel: 'topology.kubernetes.io/zone',
      hostLabel: 'kubernetes.io/hostname',
      volumesFollowPods: true,
      loadBalancers: {},
      accelerators: expect.anything(),
    });
    expect(Platform.onPrem({
      zones: ['Rack_1', 'Rack_2'],
      zoneLabel: 'example.com/rack',
      hostLabel: 'example.com/machine',
      storageClass: 'fast',
      volumesFollowPods: false,
      drainLimit: Duration.minutes(5),
    }).toSite()).toEqual({
      platform: 'on-prem',
      kubernetesMinor: 27,
      zones: ['Rack_1', 'Rack_2'],
      zoneLabel: 'example.com/rack',
      hostLabel: 'example.com/machine',
      storageClass: 'fast',
      volumesFollowPods: false,
      drainSeconds: 300,
      loadBalancers: {},
      accelerators: expect.anything(),
    });
  });

  test('whole zone names say the same as short ones', () => {
    expect(Platform.aks({ region: 'eastus', zones: ['eastus-1', '2'] }).toSite().zones).toEqual(['eastus-1', 'eastus-2']);
    expect(Platform.eks({ region: 'us-east-1', zones: ['us-east-1a', 'b'], storageClass: 'gp3' }).toSite().zones).toEqual(['us-east-1a', 'us-east-1b']);
    expect(Platform.gke({ region: 'us-central1', zones: ['us-central1-a', 'b'] }).toSite().zones).toEqual(['us-central1-a', 'us-central1-b']);
  });

  test('zones outside the usual: EKS local and wavelength zones, government and island regions', () => {
    expect(Platform.eks({ region: 'us-west-2', zones: ['a', 'us-west-2-lax-1a', 'us-west-2-wl1-las-wlz-1'], storageClass: 'gp3' }).toSite().zones)
      .toEqual(['us-west-2a', 'us-west-2-lax-1a', 'us-west-2-wl1-las-wlz-1']);
    expect(Platform.eks({ region: 'us-gov-west-1', zones: ['a'], storageClass: 'gp3' }).toSite().zones).toEqual(['us-gov-west-1a']);
    expect(Platform.aks({ region: 'uksouth', zones: ['3'] }).toSite().zones).toEqual(['uksouth-3']);
    expect(Platform.aks({ region: 'westus2', zones: ['1'] }).toSite().zones).toEqual(['westus2-1']);
    expect(Platform.aks({ region: 'eastus2euap', zones: ['1'] }).toSite().zones).toEqual(['eastus2euap-1']);
    expect(Platform.gke({ region: 'northamerica-northeast1', zones: ['a'] }).toSite().zones).toEqual(['northamerica-northeast1-a']);
    expect(Platform.gke({ region: 'us-central1', zones: ['us-central1-ai1a'] }).toSite().zones).toEqual(['us-central1-ai1a']);
  });

  test('a drain that waits longer than the platform usually does', () => {
    expect(Platform.eks({ region: 'us-east-1', storageClass: 'gp3', drainLimit: Duration.hours(1) }).toSite().drainSeconds).toBe(3600);
  });

  test('a changed copy changes nobody else', () => {
    const platform = aks();
    platform.toSite().zones.push('eastus-9');
    expect(platform.toSite().zones).toHaveLength(3);
  });
});

describe('a platform that cannot be', () => {
  const refused: Array<[string, () => Platform, string]> = [
    ['a zone twice', () => Platform.aks({ region: 'eastus', zones: ['1', '2', 'eastus-1'] }),
      "Platform.aks: zones: got 'eastus-1' twice, expected zones that differ; write each zone once, as the label of its nodes names it"],
    ['an empty zone on AKS', () => Platform.aks({ region: 'eastus', zones: ['1', ''] }),
      "Platform.aks: zones: got '', expected a zone of eastus: its number, or eastus-<number>; write zones: ['1', '2', '3']"],
    ['an empty zone on EKS', () => Platform.eks({ region: 'us-east-1', zones: [''], storageClass: 'gp3' }), "zones: got ''"],
    ['an empty zone on GKE', () => Platform.gke({ region: 'us-central1', zones: [''] }), "zones: got ''"],
    ['an empty zone of your own', () => Platform.onPrem({ zones: [''] }),
      "Platform.onPrem: zones: got '', expected a value of the node label topology.kubernetes.io/zone"],
    ['a zone of your own that no label can have', () => Platform.onPrem({ zones: ['rack 1'] }), "zones: got 'rack 1'"],
    ['the zone that AKS gives to nodes outside any zone', () => Platform.aks({ region: 'eastus', zones: ['0'] }), "zones: got '0'"],
    ['a zone of another region on AKS', () => Platform.aks({ region: 'eastus', zones: ['eastus2-1'] }), "zones: got 'eastus2-1'"],
    ['a zone of another region on EKS', () => Platform.eks({ region: 'us-east-1', zones: ['us-east-2a'], storageClass: 'gp3' }),
      "Platform.eks: zones: got 'us-east-2a', expected a zone of us-east-1: its letter, or its whole name; "
      + "write zones: ['us-east-1a', 'us-east-1b', 'us-east-1c']"],
    ['a zone of a region with a longer name on EKS', () => Platform.eks({ region: 'us-east-1', zones: ['us-east-12a'], storageClass: 'gp3' }),
      "zones: got 'us-east-12a'"],
    ["a zone's id on EKS", () => Platform.eks({ region: 'us-east-1', zones: ['use1-az1'], storageClass: 'gp3' }), "zones: got 'use1-az1'"],
    ['a zone of another region on GKE', () => Platform.gke({ region: 'us-central1', zones: ['us-central2-a'] }),
      "Platform.gke: zones: got 'us-central2-a', expected a zone of us-central1: its letter, or its whole name; "
      + "write zones: ['us-central1-a', 'us-central1-b', 'us-central1-c']"],
    ['more than a zone on GKE', () => Platform.gke({ region: 'us-central1', zones: ['us-central1-a-b'] }), "zones: got 'us-central1-a-b'"],
    ['a region without a zone on EKS', () => Platform.eks({ region: 'us-east-1', zones: ['us-east-1'], storageClass: 'gp3' }), "zones: got 'us-east-1'"],
    ['a zone as AWS writes it on GKE', () => Platform.gke({ region: 'us-central1', zones: ['us-central1a'] }), "zones: got 'us-central1a'"],
    ['the display name of an AKS region', () => Platform.aks({ region: 'East US' }),
      "Platform.aks: region: got 'East US', expected the region's name, lower case without blanks"],
    ['a zone as the region on EKS', () => Platform.eks({ region: 'us-east-1a', storageClass: 'gp3' }), "region: got 'us-east-1a'"],
    ['a zone as the region on GKE', () => Platform.gke({ region: 'us-central1-a' }), "region: got 'us-central1-a'"],
    ['a version that is none', () => Platform.aks({ region: 'eastus', kubernetesVersion: '34' }), "Platform.aks: kubernetesVersion: got '34'"],
    ['a version that is too old', () => Platform.onPrem({ kubernetesVersion: '1.26' }), "Platform.onPrem: kubernetesVersion: got '1.26'"],
    ['a storage class without a name', () => Platform.eks({ region: 'us-east-1', storageClass: '' }), "Platform.eks: storageClass: got ''"],
    ['a storage class with capitals', () => Platform.onPrem({ storageClass: 'Fast' }), "storageClass: got 'Fast'"],
    ['a zone label with a blank', () => Platform.onPrem({ zoneLabel: 'my rack' }), "Platform.onPrem: zoneLabel: got 'my rack'"],
    ['a host label without a name', () => Platform.onPrem({ hostLabel: 'example.com/' }), "hostLabel: got 'example.com/'"],
    ['a drain limit of nothing', () => Platform.onPrem({ drainLimit: Duration.seconds(0) }),
      'Platform.onPrem: drainLimit: got 0 seconds, expected whole seconds, 1 or more; write drainLimit: Duration.minutes(10)'],
    ['a drain limit of half a second', () => Platform.onPrem({ drainLimit: Duration.millis(500) }), 'drainLimit: got 0.5 seconds'],
  ];

  test.each(refused)('%s', (_, declare, message) => {
    expect(declare).toThrow(message);
  });
});

describe('applying a platform', () => {
  test('it reaches children that are there already, and those that come later', () => {
    const app = new App();
    const chart = new Chart(app, 'orders');
    const early = new Construct(chart, 'early');
    aks().applyTo(app);
    const late = new Construct(early, 'late');
    for (const scope of [app, chart, early, late]) {
      expect(Platform.of(scope).toSite().platform).toBe('aks');
    }
  });

  test('the nearest one counts, and its neighbours keep theirs', () => {
    const app = new App();
    const here = new Chart(app, 'here');
    const there = new Chart(app, 'there');
    gke().applyTo(there);
    aks().applyTo(app);
    expect(Platform.of(new Construct(here, 'x')).toSite().platform).toBe('aks');
    expect(Platform.of(new Construct(there, 'x')).toSite().platform).toBe('gke');
  });

  test('two apps in one process know nothing of each other', () => {
    const one = new App();
    aks().applyTo(one);
    expect(Platform.of(new App()).toSite().platform).toBe('any');
  });

  test('none was applied: any cluster', () => {
    expect(Platform.of(new App()).toSite()).toEqual({
      platform: 'any',
      kubernetesMinor: 27,
      zones: [],
      zoneLabel: 'topology.kubernetes.io/zone',
      hostLabel: 'kubernetes.io/hostname',
      drainSeconds: 600,
      volumesFollowPods: true,
    });
  });

  test('a second platform for the same construct is refused, the same one is not', () => {
    const chart = new Chart(new App(), 'orders');
    const platform = aks();
    platform.applyTo(chart);
    platform.applyTo(chart);
    expect(() => gke().applyTo(chart)).toThrow(
      'orders: platform: got a second one, gke, expected one for each construct, and aks was applied before');
  });
});

describe('the same program on another platform', () => {
  /** What a renderer takes of a site: how a member is spread, stored and stopped. */
  function rendered(site: SitePlan) {
    return {
      topologyKey: site.zoneLabel,
      antiAffinityKey: site.hostLabel,
      zones: site.zones,
      claims: site.volumesFollowPods ? site.storageClass : 'unbound',
      grace: Math.min(900, site.drainSeconds ?? Infinity),
      schedulingGates: site.kubernetesMinor >= 30,
    };
  }

  test('differs in the zones and the storage class, and in nothing else', () => {
    const onAks = rendered(aks().toSite());
    for (const [platform, zones, claims] of [
      [eks(), ['us-east-1a', 'us-east-1b', 'us-east-1c'], 'gp3'],
      [gke(), ['us-central1-a', 'us-central1-b', 'us-central1-c'], 'premium-rwo'],
    ] as const) {
      expect(rendered(platform.toSite())).toEqual({ ...onAks, zones, claims });
    }
  });
});
