import { Construct } from 'constructs';
import { chosenFrameworks, onByItself } from './frameworks';
import { KueueQueue } from './queue';
import { KUEUE } from './release';
import { kueueValues } from './values';
import { refuse } from '../../contract/message';
import { existing, ExistingOperator } from '../existing-operator';
import { InCharge } from '../in-charge';
import { InstalledOperator } from '../installed-by-construct';
import { IInstalledOperator } from '../installed-operator';
import { chosenNamespaces } from '../namespace-choice';
import { ExistingOperatorOptions, InstalledOperatorProps } from '../operator-props';
import { quantities } from '../resources';
import { checkedNamespace, watchedOf } from '../watches';
import { IWorkQueue } from '../work-queue';

/**
 * What Kueue looks at.
 */
export interface KueueWatchOptions {
  /**
   * The namespaces with the work that it holds back. Its webhooks look at these and at no others.
   * @default - none: one of both must be told
   */
  readonly watches?: string[];
  /**
   * Whether it looks at every namespace but its own and `kube-system`.
   * @default false
   */
  readonly watchesAll?: boolean;
  /**
   * The kinds of work that it holds back, as Kueue names them: `batch/job`, `jobset.x-k8s.io/jobset`, `trainer.kubeflow.org/trainjob`,
   * `kubeflow.org/tfjob`, `kubeflow.org/pytorchjob`. The last two are deprecated since 0.19.
   * @default - installed here: the first three; existing: what its version turns on by itself
   */
  readonly frameworks?: string[];
}

/**
 * Properties of a `Kueue`. Its pods take no labels and no environment.
 */
export interface KueueProps extends InstalledOperatorProps, KueueWatchOptions {
  /**
   * Namespaces that it never looks at, where it looks at all others: of databases, of what applies manifests.
   * @default - the namespace of Argo CD that installs it, or `flux-system`
   */
  readonly excludes?: string[];
}

/**
 * A Kueue that somebody else installs.
 */
export interface ExistingKueueOptions extends ExistingOperatorOptions, KueueWatchOptions {}

/**
 * Options of a queue of Kueue's.
 */
export interface KueueQueueOptions {
  /**
   * Name of a WorkloadPriorityClass.
   * @default - none
   */
  readonly priorityClass?: string;
}

/**
 * A Kueue in a Kubernetes cluster, whoever installed it.
 */
export interface IKueue extends IInstalledOperator {
  /** The kinds of work that it holds back. */
  readonly frameworks: string[];
  /**
   * A LocalQueue, of the namespace of the work that waits in it. It is there already. Kueue counts quota for all pods of a work; that there are nodes
   * for them is up to whoever made the quota.
   * @throws if it isn't the name of one
   */
  queue(name: string, options?: KueueQueueOptions): IWorkQueue;
}

/**
 * Kueue, which holds jobs back until there is room for all of their pods: https://kueue.sigs.k8s.io. Version 0.17.0 or later, on Kubernetes 1.29 or
 * later, by Argo CD or Flux. One for a Kubernetes cluster. What it watches is told, for while its webhooks are down nothing that they look at can be
 * made there.
 */
export class Kueue extends InstalledOperator implements IKueue {
  /**
   * A Kueue that somebody else installs, in the namespace `kueue-system` unless told. It watches all namespaces unless told. Nothing is rendered.
   *
   * @throws if the catalogue knows no such version, or this library no such kind of work
   */
  public static existing(options: ExistingKueueOptions): IKueue {
    const path = 'Kueue.existing';
    const { version, namespaceName = 'kueue-system', watches, watchesAll = watches === undefined, frameworks } = options;
    const inCharge = existing(path, KUEUE, version, namespaceName, watchedOf(path, watches, watchesAll, namespaceName));
    return new ExistingKueue(inCharge, chosenFrameworks(path, frameworks, onByItself(version)));
  }

  /** The kinds of work that it holds back. */
  public readonly frameworks: string[];

  /**
   * @throws if it isn't installed by Argo CD or Flux, it isn't told what to watch, the Kubernetes version is too low, or there is another one
   */
  constructor(scope: Construct, id: string, props: KueueProps) {
    super(scope, id);
    const resources = quantities(this.node.path, props.resources);
    const frameworks = chosenFrameworks(this.node.path, props.frameworks, ['batch/job', 'jobset.x-k8s.io/jobset', 'trainer.kubeflow.org/trainjob']);
    this.frameworks = frameworks;
    this._install(KUEUE, props, (asked) => {
      const { path } = asked;
      const watched = chosenNamespaces(path, props, asked.namespaceName);
      if (props.excludes !== undefined && watched !== 'all') {
        refuse({ path, what: 'excludes', got: `${props.excludes.join(', ')}, and watches`, expected: 'one of both: what is not watched is out anyway', change: 'leave excludes away' });
      }
      const excluded = props.excludes?.map((name) => checkedNamespace(path, 'excludes', name));
      return {
        watched,
        environment: {},
        controllers: {},
        values: () => kueueValues(asked, props, id, resources, { watched, never: excluded ?? [asked.installer], frameworks }),
      };
    });
  }
  public queue(name: string, options: KueueQueueOptions = {}): IWorkQueue {
    return new KueueQueue(this, this.frameworks, name, options.priorityClass);
  }
}

class ExistingKueue extends ExistingOperator implements IKueue {
  constructor(inCharge: InCharge, public readonly frameworks: string[]) {
    super(inCharge);
  }

  public queue(name: string, options: KueueQueueOptions = {}): IWorkQueue {
    return new KueueQueue(this, this.frameworks, name, options.priorityClass);
  }
}
