import { ContainerResources } from 'cdk8s-plus-27';
import { OperatorInstall } from './operator-install';
import { PodPlan } from '../plan';
import { Platform } from '../platform/platform';

/**
 * What is told of every operator that others make.
 */
export interface InstalledOperatorProps {
  /**
   * The version, as the project numbers it: `1.2.0`. With `OperatorInstall.vendored()` the one that was vendored.
   */
  readonly version: string;
  /**
   * The namespace that it runs in. It must be there.
   * @default - the chart's
   */
  readonly namespaceName?: string;
  /**
   * How it comes into the cluster.
   * @default OperatorInstall.vendored()
   */
  readonly install?: OperatorInstall;
  /**
   * Pods of each of its Deployments: a whole number of 1 or more. Several elect a leader; they stand apart where they can, and drains take one after the other.
   * @default - as the release has it, 1
   */
  readonly replicas?: number;
  /**
   * Processor time and memory of its controller. Memory is requested and limited alike.
   * @default - as the release has it
   */
  readonly resources?: ContainerResources;
  /**
   * Labels, node selection, tolerations, environment and the like, for all its pods. By Helm: no sidecars.
   * @default - as the release has it
   */
  readonly pods?: PodPlan;
  /**
   * Registry, with an optional path, that takes the place of the host of each image that it runs: `registry.example.com/mirror`.
   * @default - those of the release
   */
  readonly imageRegistry?: string;
  /**
   * Whether its pods let in only the API server, where they have a webhook, and whoever collects metrics. By Helm the chart decides.
   * @default true
   */
  readonly networkPolicies?: boolean;
  /**
   * The namespace of whoever collects its metrics. Not by Helm.
   * @default 'monitoring'
   */
  readonly collectorNamespace?: string;
  /**
   * The place: Kubernetes version, zones.
   * @default - the one applied to an enclosing scope, else a Kubernetes 1.27 without known zones
   */
  readonly platform?: Platform;
}

/**
 * An operator that somebody else installs.
 */
export interface ExistingOperatorOptions {
  /** The version that runs: `1.2.0`. */
  readonly version: string;
  /**
   * The namespace that it runs in.
   * @default - the operator's name: see the method that takes this
   */
  readonly namespaceName?: string;
}
