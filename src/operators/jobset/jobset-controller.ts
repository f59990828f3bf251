import { Construct } from 'constructs';
import { JOBSET } from './release';
import { jobSet } from './render';
import { jobSetValues } from './values';
import { Mechanism } from '../../mechanism/mechanism';
import { SitePlan } from '../../plan';
import { checkSees, customMechanism } from '../custom-mechanism';
import { existing, ExistingOperator } from '../existing-operator';
import { InstalledOperator } from '../installed-by-construct';
import { IInstalledOperator } from '../installed-operator';
import { ExistingOperatorOptions, InstalledOperatorProps } from '../operator-props';
import { quantities } from '../resources';
import { ITrainingController } from '../training-controller';

/**
 * Properties of a `JobSetController`. By Helm its pods take no labels and no priority class.
 */
export interface JobSetControllerProps extends InstalledOperatorProps {}

/**
 * The controller of JobSets, groups of Jobs that start, fail and end as one: https://jobset.sigs.k8s.io. Version 0.12.0 or later, on Kubernetes
 * 1.32 or later. One for a Kubernetes cluster: it watches every namespace. Its webhooks look at JobSets and at their pods, and at no others.
 */
export class JobSetController extends InstalledOperator implements ITrainingController {
  /**
   * A controller that somebody else installs, in the namespace `jobset-system` unless told. Nothing is rendered and no file is read.
   *
   * @throws if the catalogue knows no such version
   */
  public static existing(options: ExistingOperatorOptions): ITrainingController {
    return new ExistingJobSet(existing('JobSetController.existing', JOBSET, options.version, options.namespaceName ?? 'jobset-system', 'all'));
  }

  /**
   * @throws if the release is not in the repository or was changed, the Kubernetes version is too low, or there is another one
   */
  constructor(scope: Construct, id: string, props: JobSetControllerProps) {
    super(scope, id);
    const resources = quantities(this.node.path, props.resources);
    this._install(JOBSET, props, (asked) => ({
      watched: 'all',
      environment: {},
      controllers: { 'jobset-controller-manager': { replicas: asked.replicas, resources } },
      values: () => jobSetValues(asked, props, id, resources),
    }));
  }
  /** @internal */
  public _mechanism(path: string, namespaceName: string, site: SitePlan): Mechanism {
    return mechanismOf(this, path, namespaceName, site);
  }
}

class ExistingJobSet extends ExistingOperator implements ITrainingController {
  public _mechanism(path: string, namespaceName: string, site: SitePlan): Mechanism {
    return mechanismOf(this, path, namespaceName, site);
  }
}

function mechanismOf(operator: IInstalledOperator, path: string, namespaceName: string, site: SitePlan): Mechanism {
  checkSees(operator, path, namespaceName, site);
  return customMechanism(operator, jobSet);
}
