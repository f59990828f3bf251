import { IConstruct } from 'constructs';
import { aks, AksProps } from './aks';
import { eks, EksProps } from './eks';
import { gke, GkeProps } from './gke';
import { onPrem, OnPremProps } from './on-prem';
import { AUTOSCALER_DRAIN_SECONDS, site } from './site';
import { refuse } from '../contract/message';
import { SitePlan } from '../plan';

/** What was applied to which construct. Kept outside the tree: context is closed once a construct has children. */
const applied = new WeakMap<IConstruct, Platform>();
/** The scopes above a construct that has asked: what is applied there now would come too late. */
const asked = new WeakMap<IConstruct, IConstruct>();

/**
 * The place that workloads run in: what its nodes are labelled with, where volumes come from, how long a drain waits.
 * Told once, and known to everything below:
 *
 * `Platform.aks({ region: 'eastus', zones: ['1', '2', '3'] }).applyTo(app)`
 */
export class Platform {
  /**
   * Azure Kubernetes Service. A drained pod has 10 minutes: the cluster autoscaler's default; an upgrade waits 30.
   *
   * @throws if region, zones or version aren't ones that AKS can have
   */
  public static aks(props: AksProps): Platform {
    return new Platform(aks(props));
  }

  /**
   * Amazon Elastic Kubernetes Service. A drained pod has 10 minutes: the cluster autoscaler's default; a managed node
   * group waits 15. Karpenter and Auto Mode wait as long as the node pool says: tell that as `drainLimit`.
   *
   * @throws if region, zones or version aren't ones that EKS can have
   */
  public static eks(props: EksProps): Platform {
    return new Platform(eks(props));
  }

  /**
   * Google Kubernetes Engine. A drained pod has 10 minutes: that is what scaling down grants; an upgrade waits an hour.
   *
   * @throws if region, zones or version aren't ones that GKE can have
   */
  public static gke(props: GkeProps): Platform {
    return new Platform(gke(props));
  }

  /**
   * A cluster of your own. A drained pod has its own grace period, as with `kubectl drain`; with a cluster autoscaler
   * tell a `drainLimit` of 10 minutes.
   *
   * @throws if zones, labels or version aren't ones that Kubernetes can have
   */
  public static onPrem(props: OnPremProps = {}): Platform {
    return new Platform(onPrem(props));
  }

  /**
   * The platform of a construct: the one that was applied to it, or to the nearest construct above.
   *
   * Where none was applied, nothing is assumed that any cluster lacks: Kubernetes 1.27, no zones, the cluster's default
   * storage class, volumes that follow their pods, and 10 minutes for a drained pod (the cluster autoscaler's default,
   * the shortest of all platforms known here). Load balancers can't be asked for: a platform that is not known might
   * put them on the internet.
   */
  public static of(scope: IConstruct): Platform {
    const owner = [...scope.node.scopes].reverse().find((above) => applied.has(above));
    for (const above of scope.node.scopes) asked.set(above, scope);
    return owner ? applied.get(owner)! : new Platform(neutral());
  }

  private constructor(private readonly plan: SitePlan) {}

  /**
   * Makes this the platform of a construct and of everything that is declared below it from now on.
   * A platform that is applied further below goes first.
   *
   * @throws if the construct has another platform already, or something below it was declared before
   */
  public applyTo(scope: IConstruct): void {
    const other = applied.get(scope);
    if (other && other !== this) {
      refuse({
        path: scope.node.path || 'app',
        what: 'platform',
        got: `a second one, ${this.plan.platform}`,
        expected: `one for each construct, and ${other.plan.platform} was applied before`,
        change: 'apply each of them to a chart of its own',
      });
    }
    const late = asked.get(scope);
    if (!other && late) {
      refuse({
        path: scope.node.path || 'app',
        what: 'platform',
        got: `one that comes after ${late.node.path} was declared without it`,
        expected: 'the platform before what stands on it',
        change: 'call applyTo() first, right after new App()',
      });
    }
    applied.set(scope, this);
  }

  /** The platform as plain data, for plans. */
  public toSite(): SitePlan {
    return { ...this.plan, zones: [...this.plan.zones] };
  }
}

/** Any cluster. */
function neutral(): SitePlan {
  return site({ path: 'Platform', platform: 'any', zones: [], drainSeconds: AUTOSCALER_DRAIN_SECONDS }, {});
}
