import { ApiObject } from 'cdk8s';
import { ContainerResources } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { CERT_MANAGER } from './release';
import { certManagerValues } from './values';
import { existing, ExistingOperator } from '../existing-operator';
import { checkKubernetes, checkWatches } from '../in-charge';
import { Installation } from '../installation';
import { IInstalledOperator } from '../installed-operator';
import { ExistingOperatorOptions, InstalledOperatorProps } from '../operator-props';
import { quantities } from '../resources';

/**
 * Properties of a `CertManager`.
 */
export interface CertManagerProps extends InstalledOperatorProps {
  /**
   * Processor time and memory of its webhook, which the API server calls.
   * @default - as the release has it
   */
  readonly webhookResources?: ContainerResources;
  /**
   * Processor time and memory of what writes certificate authorities into webhooks and definitions.
   * @default - as the release has it
   */
  readonly cainjectorResources?: ContainerResources;
}

/**
 * cert-manager, which keeps Secrets filled with certificates: https://cert-manager.io. Version 1.20.0 or later. One for a Kubernetes cluster:
 * it watches every namespace. Its leader is elected in its own namespace rather than in `kube-system`, which the release says.
 *
 * The API server calls its webhook on port 10250: private control planes need a firewall rule. A Certificate that is applied before the webhook
 * has its own certificate is refused; whoever applies must try again.
 */
export class CertManager extends Construct implements IInstalledOperator {
  /**
   * A cert-manager that somebody else installs, in the namespace `cert-manager` unless told. Nothing is rendered and no file is read.
   *
   * @throws if the catalogue knows no such version
   */
  public static existing(options: ExistingOperatorOptions): IInstalledOperator {
    return new ExistingOperator(existing('CertManager.existing', CERT_MANAGER, options.version, options.namespaceName ?? 'cert-manager', 'all'));
  }

  public readonly operatorName = CERT_MANAGER.name;
  /** Its version, `1.21.1`. */
  public readonly version: string;
  /** The namespace that it runs in. */
  public readonly namespaceName: string;
  /** Its CustomResourceDefinitions. None where Helm brings them. */
  public readonly definitions: ApiObject[];
  private readonly installation: Installation;

  /**
   * @throws if the release is not in the repository or was changed, or there is another one
   */
  constructor(scope: Construct, id: string, props: CertManagerProps) {
    super(scope, id);
    const { path } = this.node;
    const resources = {
      controller: quantities(path, props.resources),
      webhook: quantities(path, props.webhookResources),
      cainjector: quantities(path, props.cainjectorResources),
    };
    this.installation = new Installation(this, CERT_MANAGER, props, (asked) => ({
      watched: 'all',
      environment: {},
      controllers: {
        'cert-manager': { replicas: asked.replicas, resources: resources.controller },
        'cert-manager-webhook': { replicas: asked.replicas, resources: resources.webhook },
        'cert-manager-cainjector': { replicas: asked.replicas, resources: resources.cainjector },
      },
      values: () => certManagerValues(asked, props, id, resources),
    }));
    const { inCharge, definitions } = this.installation;
    this.version = inCharge.version;
    this.namespaceName = inCharge.namespaceName;
    this.definitions = definitions;
  }

  public checkWatches(path: string, namespaceName: string): void {
    checkWatches(path, namespaceName, this.installation.inCharge);
  }

  public checkKubernetes(path: string, minor: number): void {
    checkKubernetes(path, minor, this.installation.inCharge);
  }

  /**
   * One of the objects, for patching. A patched object is marked.
   * @throws when there is no such object, with the list of those that there are
   */
  public object(kind: string, name: string): ApiObject {
    return this.installation.object(this.node.path, kind, name);
  }
}
