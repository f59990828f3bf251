import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { installDrainCleaner } from './drain-cleaner/drain-cleaner';
import { strimziMechanism } from './mechanism';
import { STRIMZI } from './release';
import { strimziValues } from './values';
import { refuse } from '../../contract/message';
import { Mechanism } from '../../mechanism/mechanism';
import { SitePlan } from '../../plan';
import { IClusterOperator } from '../cluster-operator';
import { existing, ExistingOperator } from '../existing-operator';
import { checkKubernetes, checkWatches, InCharge, namesOf } from '../in-charge';
import { Installation, objectOf } from '../installation';
import { IInstalledOperator } from '../installed-operator';
import { installs } from '../one-operator';
import { ExistingOperatorOptions, InstalledOperatorProps } from '../operator-props';
import { quantities } from '../resources';
import { watchedOf } from '../watches';

/**
 * What Strimzi watches.
 */
export interface StrimziWatchOptions {
  /**
   * The namespaces with Kafka clusters. It gets its rights in these, and by Helm in its own too, which the chart always adds.
   * @default - its own
   */
  readonly watches?: string[];
  /**
   * Whether it watches every namespace, and has its rights in each.
   * @default false
   */
  readonly watchesAll?: boolean;
  /**
   * Whether Strimzi's Drain Cleaner is there too: drains are denied then, and the pod is rolled like any other. Somebody else installs it.
   * @default false
   */
  readonly drainCleaner?: boolean;
}

/**
 * Properties of a `StrimziOperator`.
 */
export interface StrimziOperatorProps extends InstalledOperatorProps, StrimziWatchOptions {
  /**
   * Installs Strimzi's Drain Cleaner of this version too, `1.6.1`, in the same way, namespace and number of pods: drains are denied, and the pod is rolled
   * like any other. It needs cert-manager, and a drain needs a node more than there are pods that must stand apart. Two pods let drains go on
   * while one of them is drained itself. Vendored it is `strimzi-drain-cleaner`.
   * @default - none is installed
   */
  readonly drainCleanerVersion?: string;
  /**
   * The cert-manager that gives the Drain Cleaner its certificate, where somebody else installs it.
   * @default - a CertManager of this app, with `drainCleanerVersion`
   */
  readonly certManager?: IInstalledOperator;
}

/**
 * A Strimzi that somebody else installs.
 */
export interface ExistingStrimziOptions extends ExistingOperatorOptions, StrimziWatchOptions {}

/**
 * Strimzi's cluster operator, which runs Kafka: https://strimzi.io. Version 1.0.0 or later, on Kubernetes 1.30 or later.
 *
 * Its namespace and those that it watches must be there. When its definitions go, every Kafka cluster goes; they are marked so that no tool
 * prunes them.
 */
export class StrimziOperator extends Construct implements IClusterOperator {
  /**
   * A Strimzi that somebody else installs, in the namespace `strimzi` unless told. Nothing is rendered and no file is read.
   *
   * @throws if the catalogue knows no such version
   */
  public static existing(options: ExistingStrimziOptions): IClusterOperator {
    const path = 'StrimziOperator.existing';
    const { version, namespaceName = 'strimzi', watches, watchesAll, drainCleaner } = options;
    const watched = watchedOf(path, watches, watchesAll, namespaceName);
    return new ExistingStrimzi(existing(path, STRIMZI, version, namespaceName, watched), drainCleaner ?? false);
  }

  public readonly operatorName = STRIMZI.name;
  public readonly version: string;
  public readonly namespaceName: string;
  public readonly watchedNamespaces?: string[];
  /** Its CustomResourceDefinitions. None where Helm brings them. */
  public readonly definitions: ApiObject[];
  private readonly installation: Installation;
  private readonly installations: Installation[];
  private readonly drainCleaner: boolean;

  /**
   * @throws if the release is not in the repository or was changed, the Kubernetes version is too low, or another one watches the same namespace
   */
  constructor(scope: Construct, id: string, props: StrimziOperatorProps) {
    super(scope, id);
    this.installation = new Installation(this, STRIMZI, props, (asked) => {
      const told = watchedOf(asked.path, props.watches, props.watchesAll, asked.namespaceName);
      const watched = asked.byHelm && told !== 'all' ? [...new Set([...told, asked.namespaceName])].sort() : told;
      const elsewhere = watched === 'all' || watched.some((name) => name !== asked.namespaceName);
      const resources = quantities(asked.path, props.resources);
      return {
        watched,
        environment: {
          // else the policies that it makes let in pods with its label from any namespace
          ...elsewhere ? { STRIMZI_OPERATOR_NAMESPACE_LABELS: `kubernetes.io/metadata.name=${asked.namespaceName}` } : {},
          ...props.pods?.imagePullSecrets?.length ? { STRIMZI_IMAGE_PULL_SECRETS: props.pods.imagePullSecrets.join(',') } : {},
        },
        controllers: { 'strimzi-cluster-operator': { replicas: asked.replicas, resources } },
        values: () => strimziValues(asked, props, watched, elsewhere, resources),
      };
    });
    const { inCharge, definitions } = this.installation;
    this.version = inCharge.version;
    this.namespaceName = inCharge.namespaceName;
    this.watchedNamespaces = namesOf(inCharge);
    this.definitions = definitions;
    const { drainCleanerVersion } = props;
    if (drainCleanerVersion !== undefined && props.drainCleaner) {
      refuse({ path: this.node.path, what: 'drainCleaner', got: `true beside drainCleanerVersion: '${drainCleanerVersion}'`, expected: 'one of both: the one is there already, the other is installed', change: 'leave one away' });
    }
    installs(this, this);
    const besides = drainCleanerVersion === undefined ? [] : [installDrainCleaner(this, drainCleanerVersion, props, props.certManager)];
    this.installations = [this.installation, ...besides];
    this.drainCleaner = this.installations.length > 1 || (props.drainCleaner ?? false);
  }

  public checkWatches(path: string, namespaceName: string): void {
    checkWatches(path, namespaceName, this.installation.inCharge);
  }

  public checkKubernetes(path: string, minor: number): void {
    checkKubernetes(path, minor, this.installation.inCharge);
  }

  /** @internal */
  public _mechanism(path: string, namespaceName: string, site: SitePlan): Mechanism {
    return mechanismOf(this, path, namespaceName, site, this.drainCleaner);
  }

  /**
   * One of the objects, for patching. A patched object is marked.
   * @throws when there is no such object, with the list of those that there are
   */
  public object(kind: string, name: string): ApiObject {
    return objectOf(this.node.path, this.installations, kind, name);
  }
}

class ExistingStrimzi extends ExistingOperator implements IClusterOperator {
  constructor(inCharge: InCharge, private readonly drainCleaner: boolean) {
    super(inCharge);
  }

  public _mechanism(path: string, namespaceName: string, site: SitePlan): Mechanism {
    return mechanismOf(this, path, namespaceName, site, this.drainCleaner);
  }
}

function mechanismOf(operator: IInstalledOperator, path: string, namespaceName: string, site: SitePlan, drainCleaner: boolean): Mechanism {
  operator.checkWatches(path, namespaceName);
  operator.checkKubernetes(path, site.kubernetesMinor);
  return strimziMechanism(path, operator, drainCleaner);
}
