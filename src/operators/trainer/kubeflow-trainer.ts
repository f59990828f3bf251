import { Construct } from 'constructs';
import { TRAINER } from './release';
import { trainJob } from './render';
import { trainerValues } from './values';
import { refuse } from '../../contract/message';
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
 * Properties of a `KubeflowTrainer`. Its pods take no priority class.
 */
export interface KubeflowTrainerProps extends InstalledOperatorProps {
  /**
   * The controller of JobSets that it uses. With an `imageRegistry` one is needed: that of its chart is not moved.
   * @default - its chart brings one along
   */
  readonly jobSet?: IInstalledOperator;
}

/**
 * Kubeflow's trainer, version 2, which runs TrainJobs: https://trainer.kubeflow.org. Version 2.3.0 or later, on Kubernetes 1.31 or later, by Argo CD
 * or Flux. One for a Kubernetes cluster: it watches every namespace. Runtimes are not installed: who renders a TrainJob brings one along.
 */
export class KubeflowTrainer extends InstalledOperator implements ITrainingController {
  /**
   * A trainer that somebody else installs, in the namespace `kubeflow-system` unless told. Nothing is rendered.
   *
   * @throws if the catalogue knows no such version
   */
  public static existing(options: ExistingOperatorOptions): ITrainingController {
    return new ExistingTrainer(existing('KubeflowTrainer.existing', TRAINER, options.version, options.namespaceName ?? 'kubeflow-system', 'all'));
  }

  /**
   * @throws if it isn't installed by Argo CD or Flux, the Kubernetes version is too low, or there is another one
   */
  constructor(scope: Construct, id: string, props: KubeflowTrainerProps) {
    super(scope, id);
    const resources = quantities(this.node.path, props.resources);
    this._install(TRAINER, props, (asked) => {
      if (props.imageRegistry !== undefined && props.jobSet === undefined) {
        refuse({
          path: asked.path,
          what: 'imageRegistry',
          got: `'${props.imageRegistry}'`,
          expected: 'none, or a jobSet: the image of the controller that its chart brings along is not moved',
          change: 'write jobSet: new JobSetController(...)',
        });
      }
      return { watched: 'all', environment: {}, controllers: {}, values: () => trainerValues(asked, props, id, resources) };
    });
  }
  /** @internal */
  public _mechanism(path: string, namespaceName: string, site: SitePlan): Mechanism {
    return mechanismOf(this, path, namespaceName, site);
  }
}

class ExistingTrainer extends ExistingOperator implements ITrainingController {
  public _mechanism(path: string, namespaceName: string, site: SitePlan): Mechanism {
    return mechanismOf(this, path, namespaceName, site);
  }
}

function mechanismOf(operator: IInstalledOperator, path: string, namespaceName: string, site: SitePlan): Mechanism {
  checkSees(operator, path, namespaceName, site);
  return customMechanism(operator, trainJob);
}
