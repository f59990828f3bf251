import { Duration } from 'cdk8s';
import { Savepoint } from './savepoint';
import { IStreamApplication } from './stream-application';
import { StreamGuarantees } from './stream-guarantees';
import { Risk } from '../contract/risk';
import { ISink, ISource } from '../flow';
import { Metrics } from '../observability/metrics';
import { IStreamOperator } from '../operators/stream-operator';
import { PodPlan } from '../plan';
import { Platform } from '../platform/platform';
import { IStore } from '../store';

/**
 * Properties of a `StreamProcessor`.
 */
export interface StreamProcessorProps {
  /** What runs, and on which system: `FlinkApplication.jar({ ... })`, or an application of your own. */
  readonly application: IStreamApplication;
  /** How many pieces of the work run at the same time: a whole number of 1 or more. A change of it begins a new run. */
  readonly parallelism: number;
  /**
   * Where its state is kept: checkpoints, savepoints, and what a standby needs to take over.
   * @default - nowhere that outlives the pods: after each failure it begins with nothing, which is a risk to accept
   */
  readonly state?: IStore;
  /**
   * Time between two checkpoints: what a failure costs at most in work that is done again. Whole seconds, from 1 to a day. With `state` only.
   * @default Duration.minutes(1)
   */
  readonly checkpointEvery?: Duration;
  /**
   * What it reads from: topics of a `KafkaCluster`, `Source.external(...)`. A topic makes it a user with the rights to read, hands it credentials
   * and opens the network.
   * @default - nothing that is known
   */
  readonly reads?: ISource[];
  /**
   * What it writes to: topics of a `KafkaCluster`, `Sink.external(...)`, each as it is or as `Sink.transactional(...)`, `Sink.idempotent(...)`,
   * `Sink.atLeastOnce(...)`. A topic as it is is written to in transactions where exactly once is promised.
   * @default - nothing that is known
   */
  readonly writes?: ISink[];
  /**
   * What it must do, and through what.
   * @default - survives a node; nothing of delivery
   */
  readonly guarantees?: StreamGuarantees;
  /**
   * Who operates it: `FlinkOperator.existing({ ... })`.
   * @default - nobody: Kubernetes' built-in objects
   */
  readonly operator?: IStreamOperator;
  /**
   * First of the two commits of a change: `Savepoint.to('r8')` stops the processor as it is, with a savepoint.
   * @default - it goes on
   */
  readonly upgrade?: Savepoint;
  /**
   * Second of the two: the changed processor, which begins with `Savepoint.named('r8')`. It stays until the next change.
   * @default - it begins with nothing
   */
  readonly restoreFrom?: Savepoint;
  /**
   * Who exports its metrics: `Metrics.ofSystem()`. With them come the scrape, the alerts and a way in for whoever collects them.
   * @default - nobody: no metrics, no alerts
   */
  readonly metrics?: Metrics;
  /**
   * Labels, node selection, tolerations, environment, sidecars and the like, for all its pods.
   * @default - nothing
   */
  readonly pods?: PodPlan;
  /**
   * The place: zones, storage class, Kubernetes version.
   * @default - the one applied to an enclosing scope, else a Kubernetes 1.27 without known zones
   */
  readonly platform?: Platform;
  /**
   * Rules that may be broken, each with a reason. They are written into the output.
   * @default - none
   */
  readonly acceptedRisks?: Risk[];
  /**
   * Registry, with an optional path, that replaces the one of the application's default image: `registry.example.com/mirror`.
   * @default - the system's own
   */
  readonly imageRegistry?: string;
  /**
   * Its name, first part of every object's name, and of its folder in the store. Changing it makes a new processor, which begins with nothing.
   * With `state` at most 41 characters, so that names of later runs fit in.
   * @default - the construct's id
   */
  readonly processorName?: string;
}
