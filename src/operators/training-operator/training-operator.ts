import { Construct } from 'constructs';
import { TRAINING_OPERATOR } from './release';
import { pyTorchJob } from './render/pytorch-job';
import { tfJob } from './render/tf-job';
import { Mechanism } from '../../mechanism/mechanism';
import { SitePlan, WorkloadPlan } from '../../plan';
import { checkSees, customMechanism } from '../custom-mechanism';
import { existing, ExistingOperator } from '../existing-operator';
import { InCharge } from '../in-charge';
import { InstalledOperator } from '../installed-by-construct';
import { IInstalledOperator } from '../installed-operator';
import { ExistingOperatorOptions, InstalledOperatorProps } from '../operator-props';
import { quantities } from '../resources';
import { PYTORCH_JOB } from '../training/abilities';
import { ITrainingController } from '../training-controller';
import { watchedOf } from '../watches';

/**
 * Properties of a `TrainingOperator`. Its namespace is `kubeflow`, and its images are named by the project.
 */
export interface TrainingOperatorProps extends InstalledOperatorProps {
  /**
   * Whether Volcano places the pods of its jobs, all of a job together or none: it must be there. The operator asks it for a group of each job.
   * @default false
   */
  readonly volcano?: boolean;
}

/**
 * A training-operator that somebody else installs.
 */
export interface ExistingTrainingOperatorOptions extends ExistingOperatorOptions {
  /**
   * The only namespace that it watches, where it runs with `--namespace`.
   * @default - all
   */
  readonly watches?: string;
  /**
   * Whether it runs with `--gang-scheduler-name=volcano`.
   * @default false
   */
  readonly volcano?: boolean;
}

/**
 * Kubeflow's training-operator, which runs TFJobs and PyTorchJobs: https://www.kubeflow.org/docs/components/trainer/legacy-v1/. Version 1.9.0 or later,
 * by Argo CD or Flux: it has no chart, and they build the project's folder with kustomize. One for a Kubernetes cluster.
 */
export class TrainingOperator extends InstalledOperator implements ITrainingController {
  /**
   * A training-operator that somebody else installs, in the namespace `kubeflow` unless told. Nothing is rendered.
   *
   * @throws if the catalogue knows no such version
   */
  public static existing(options: ExistingTrainingOperatorOptions): ITrainingController {
    const path = 'TrainingOperator.existing';
    const { version, namespaceName = 'kubeflow', watches } = options;
    const watched = watchedOf(path, watches === undefined ? undefined : [watches], watches === undefined, namespaceName);
    return new ExistingTrainingOperator(existing(path, TRAINING_OPERATOR, version, namespaceName, watched), options.volcano ?? false);
  }

  private readonly gangs: boolean;

  /**
   * @throws if it isn't installed by Argo CD or Flux, is asked for what the project's folder can't have, the Kubernetes version is too low, or there
   * is another one
   */
  constructor(scope: Construct, id: string, props: TrainingOperatorProps) {
    super(scope, id);
    this.gangs = props.volcano ?? false;
    const resources = quantities(this.node.path, props.resources);
    this._install(TRAINING_OPERATOR, props, (asked) => ({
      watched: 'all',
      environment: {},
      controllers: { 'training-operator': { replicas: asked.replicas, resources } },
      flags: [
        ...asked.replicas !== undefined && asked.replicas > 1 ? ['--leader-elect'] : [],
        ...props.volcano ? ['--gang-scheduler-name=volcano'] : [],
      ],
      values: () => ({}),
    }));
  }
  /** @internal */
  public _mechanism(path: string, namespaceName: string, site: SitePlan): Mechanism {
    return mechanismOf(this, path, namespaceName, site, this.gangs);
  }
}

class ExistingTrainingOperator extends ExistingOperator implements ITrainingController {
  constructor(inCharge: InCharge, private readonly gangs: boolean) {
    super(inCharge);
  }

  public _mechanism(path: string, namespaceName: string, site: SitePlan): Mechanism {
    return mechanismOf(this, path, namespaceName, site, this.gangs);
  }
}

function mechanismOf(operator: IInstalledOperator, path: string, namespaceName: string, site: SitePlan, gangs: boolean): Mechanism {
  checkSees(operator, path, namespaceName, site);
  const kindOf = ({ system }: WorkloadPlan) => PYTORCH_JOB.systems.includes(system) ? pyTorchJob : tfJob;
  const render = (of: string, plan: WorkloadPlan, name: string) => kindOf(plan)(of, plan, name, gangs);
  return customMechanism(operator, render, gangs);
}
