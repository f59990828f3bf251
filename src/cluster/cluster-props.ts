import { ContainerResources } from 'cdk8s-plus-27';
import { ClusterGuards } from './cluster-guards';
import { DataStorage } from './data-storage';
import { IDataEngine } from './engine';
import { Guarantees } from '../contract/guarantees';
import { Risk } from '../contract/risk';
import { Metrics } from '../observability/metrics';
import { IClusterOperator } from '../operators/cluster-operator';
import { PodPlan } from '../plan';
import { Platform } from '../platform/platform';
import { Certificates } from '../security/certificates';

/**
 * What every cluster declares, whatever its engine.
 */
export interface ClusterProps {
  /** Members that hold data, in all: a whole number of 1 or more. */
  readonly replicas: number;
  /** Where each of them keeps its data. */
  readonly storage: DataStorage;
  /**
   * What the cluster must do, and through what.
   * @default - survives a node, keeps acknowledged writes, serves during maintenance
   */
  readonly guarantees?: Guarantees;
  /**
   * Who operates the cluster: `StrimziOperator.existing({ ... })`. The same declaration becomes the operator's custom resources. Moving a cluster that
   * holds data from built-in objects to an operator, or back, makes a new, empty cluster beside it.
   * @default - nobody: Kubernetes' built-in objects
   */
  readonly operator?: IClusterOperator;
  /**
   * What the API server itself refuses, whoever asks for it. Each needs Kubernetes 1.30 or later, and whoever applies the
   * manifests the right to write admission policies, which are in no namespace.
   * @default - nothing
   */
  readonly guards?: ClusterGuards;
  /**
   * Rules that may be broken, each with a reason. They are written into the output.
   * @default - none
   */
  readonly acceptedRisks?: Risk[];
  /**
   * Processor time and memory of each member that holds data. Memory is requested and limited alike
   * (`limit`, else `request`); processor time is limited only if `cpu.limit` is given.
   * @default - the engine's
   */
  readonly resources?: ContainerResources;
  /**
   * Who issues the cluster's certificates.
   * @default - Certificates.selfSigned()
   */
  readonly certificates?: Certificates;
  /**
   * Who exports its metrics. With them come the scrape, the alerts and a way in for whoever collects them. Adding it restarts the members, one by one.
   * @default - nobody: no metrics, no alerts
   */
  readonly metrics?: Metrics;
  /**
   * The place: zones, storage class, Kubernetes version.
   * @default - the one applied to an enclosing scope, else a Kubernetes 1.27 without known zones
   */
  readonly platform?: Platform;
  /**
   * Labels, node selection, tolerations, sidecars and the like, for all pods of the cluster.
   * @default - nothing
   */
  readonly pods?: PodPlan;
  /**
   * Registry, with an optional path, that replaces the one of the engine's images: `registry.example.com/mirror`.
   * @default - the engine's own
   */
  readonly imageRegistry?: string;
  /**
   * The cluster's name, first part of every object's name. Changing it makes a new, empty cluster.
   * @default - the construct's id
   */
  readonly clusterName?: string;
}

/**
 * Properties of a `DataCluster`.
 */
export interface DataClusterProps extends ClusterProps {
  /** The system, `DataEngine.kafka({ ... })`, or an engine of your own. */
  readonly engine: IDataEngine;
}
