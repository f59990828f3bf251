import { ContainerResources } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { VolcanoQueue } from './queue';
import { VOLCANO } from './release';
import { volcanoJob } from './render';
import { volcanoValues } from './values';
import { Mechanism } from '../../mechanism/mechanism';
import { SitePlan } from '../../plan';
import { checkSees, customMechanism } from '../custom-mechanism';
import { existing, ExistingOperator } from '../existing-operator';
import { InstalledOperator } from '../installed-by-construct';
import { IInstalledOperator } from '../installed-operator';
import { chosenNamespaces } from '../namespace-choice';
import { ExistingOperatorOptions, InstalledOperatorProps } from '../operator-props';
import { quantities } from '../resources';
import { ITrainingController } from '../training-controller';
import { watchedOf } from '../watches';
import { IWorkQueue } from '../work-queue';

/**
 * What Volcano looks at.
 */
export interface VolcanoWatchOptions {
  /**
   * The namespaces with its jobs. Its webhooks look at these and at no others.
   * @default - none: one of both must be told
   */
  readonly watches?: string[];
  /**
   * Whether its webhooks look at every namespace but its own, `kube-system` and that of what installs it.
   * @default false
   */
  readonly watchesAll?: boolean;
}

/**
 * Properties of a `Volcano`. Its pods take no annotations, no environment and no priority class: they have `system-cluster-critical`.
 */
export interface VolcanoProps extends InstalledOperatorProps, VolcanoWatchOptions {
  /**
   * Processor time and memory of its scheduler.
   * @default - as the release has it
   */
  readonly schedulerResources?: ContainerResources;
  /**
   * Processor time and memory of its webhooks, which the API server calls.
   * @default - as the release has it
   */
  readonly admissionResources?: ContainerResources;
}

/**
 * A Volcano that somebody else installs.
 */
export interface ExistingVolcanoOptions extends ExistingOperatorOptions, VolcanoWatchOptions {}

/**
 * A Volcano in a Kubernetes cluster, whoever installed it: it runs training jobs, and keeps queues for them.
 */
export interface IVolcano extends ITrainingController {
  /**
   * One of its queues, for its own jobs and for those of a training-operator that asks it for groups. It is there already.
   * @throws if it isn't the name of one
   */
  queue(name: string): IWorkQueue;
}

/**
 * Volcano, a scheduler that places all pods of a job together or none, with a kind of job of its own: https://volcano.sh. Version 1.15.1 or later, by
 * Argo CD or Flux. One for a Kubernetes cluster. What its webhooks look at is told, for while they are down no job can be made there.
 */
export class Volcano extends InstalledOperator implements IVolcano {
  /**
   * A Volcano that somebody else installs, in the namespace `volcano-system` unless told. It watches all namespaces unless told. Nothing is rendered.
   *
   * @throws if the catalogue knows no such version
   */
  public static existing(options: ExistingVolcanoOptions): IVolcano {
    const path = 'Volcano.existing';
    const { version, namespaceName = 'volcano-system', watches, watchesAll = watches === undefined } = options;
    return new ExistingVolcano(existing(path, VOLCANO, version, namespaceName, watchedOf(path, watches, watchesAll, namespaceName)));
  }

  /**
   * @throws if it isn't installed by Argo CD or Flux, it isn't told what to watch, the Kubernetes version is too low, or there is another one
   */
  constructor(scope: Construct, id: string, props: VolcanoProps) {
    super(scope, id);
    const { path } = this.node;
    const resources = {
      admission: quantities(path, props.admissionResources),
      controller: quantities(path, props.resources),
      scheduler: quantities(path, props.schedulerResources),
    };
    this._install(VOLCANO, props, (asked) => {
      const watched = chosenNamespaces(asked.path, props, asked.namespaceName);
      return { watched, environment: {}, controllers: {}, values: () => volcanoValues(asked, props, [asked.installer], watched, resources) };
    });
  }
  public queue(name: string): IWorkQueue {
    return new VolcanoQueue(this, name);
  }

  /** @internal */
  public _mechanism(path: string, namespaceName: string, site: SitePlan): Mechanism {
    return mechanismOf(this, path, namespaceName, site);
  }
}

class ExistingVolcano extends ExistingOperator implements IVolcano {
  public queue(name: string): IWorkQueue {
    return new VolcanoQueue(this, name);
  }

  public _mechanism(path: string, namespaceName: string, site: SitePlan): Mechanism {
    return mechanismOf(this, path, namespaceName, site);
  }
}

function mechanismOf(operator: IInstalledOperator, path: string, namespaceName: string, site: SitePlan): Mechanism {
  checkSees(operator, path, namespaceName, site);
  return customMechanism(operator, volcanoJob, true);
}
