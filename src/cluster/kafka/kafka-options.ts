import { Size } from 'cdk8s';
import { ContainerResources } from 'cdk8s-plus-27';
import { KafkaExternalAccess } from './kafka-external-access';
import { KafkaVersion } from './kafka-version';
import { DataStorage } from '../data-storage';

/**
 * How partitions move between brokers.
 */
export interface KafkaRebalanceOptions {
  /**
   * Bytes a second that moving partitions may take of each broker, in and out: 1 kB at least. A broker that is written to faster than this
   * never catches up.
   * @default - 50 MB, the example of Kafka's documentation; less than half of what a gigabit network or a plain cloud volume (125 MB/s) bears
   */
  readonly bytesPerSecond?: number;
  /**
   * Partitions that a broker receives at the same time: 1 to 100. More at once only if they are moved within a second.
   * @default 5, as Cruise Control has it (num.concurrent.partition.movements.per.broker)
   */
  readonly partitionsAtOnce?: number;
}

/**
 * What only Kafka has.
 */
export interface KafkaOptions {
  /** The version of the binaries. */
  readonly version: KafkaVersion;
  /**
   * The version of the cluster's metadata, `4.2`. A Job raises it, and the features that go with a release, once every broker and controller
   * knows it; it is never lowered. Write it down before you raise `version` past it: then the binaries roll first, and you raise it in
   * a later commit, when you are sure that you won't go back. 3.9 at least, the oldest that lets controllers join the quorum by themselves.
   * @default - the minor of `version`
   * @throws if the binaries don't know it
   */
  readonly metadataVersion?: string;
  /**
   * Controllers, the members of the metadata quorum: n of them tolerate floor((n - 1) / 2) failures.
   * @default - 3; 1 when nothing is survived
   */
  readonly controllers?: number;
  /**
   * Let the brokers be the controllers, without controllers of their own. Needs an accepted risk (`Rule.QUORUM_DEDICATED`)
   * unless nothing is survived: Kafka calls it unsuitable for production, for a broker under load starves the quorum.
   * @default false
   */
  readonly combined?: boolean;
  /**
   * Where each controller keeps its metadata: always on volumes that outlive the pod.
   * @default - volumes of 10 GiB, or of the brokers' size if that is less, of the brokers' class; Kafka's documentation calls 5 GB typical
   */
  readonly controllerStorage?: DataStorage;
  /**
   * Processor time and memory of each controller.
   * @default - 500m and 2 GiB
   */
  readonly controllerResources?: ContainerResources;
  /**
   * The heap of each broker's JVM.
   * @default - half of the memory, at most 6 GiB: the rest is page cache
   */
  readonly heap?: Size;
  /**
   * Extra settings of brokers and controllers. Those that Kafka changes while it runs are given to the whole cluster by a Job; all others stand in `server.properties`
   * of every member, and a change of them restarts one after the other (docs/kafka.md tells them apart). Addresses, identities and what
   * carries security can't be set; a value that contradicts a guarantee is an error that names both. A name that is a known one but for two
   * letters, and a value that Kafka can't read, are errors too, with the versions of Kafka that this library knows; other names pass, for plugins have their own.
   * @default - none
   * @throws if a name or value isn't one
   */
  readonly config?: Record<string, string>;
  /**
   * Ordinals of brokers that are being emptied, so that `replicas` can leave them out in a later commit: they get no new partitions, and
   * what they hold moves to the others. The highest ones, for Kubernetes takes members away from the end.
   * @default - none
   */
  readonly draining?: number[];
  /**
   * How partitions move when brokers come, or are emptied. Strimzi has it as the template of its KafkaRebalance.
   * @default - 50 MB a second, five partitions at once
   */
  readonly rebalance?: KafkaRebalanceOptions;
  /**
   * The image, with tag or digest.
   * @default - docker.io/apache/kafka:<version>
   */
  readonly image?: string;
  /**
   * The cluster id: 22 characters of URL-safe base64. To take over the disks of a cluster that has one.
   * @default - made from namespace and name
   */
  readonly clusterId?: string;
  /**
   * Let clients connect without encryption and without saying who they are, and members among themselves.
   * Needs accepted risks (`Rule.SECURITY_ENCRYPTED`, `Rule.SECURITY_AUTHENTICATED`). Users and grants are refused.
   * @default false
   */
  readonly plaintext?: boolean;
  /**
   * How clients outside of the Kubernetes cluster reach the brokers: encrypted, and with the credentials of a user. Never with `plaintext`.
   * @default - they can't
   */
  readonly externalAccess?: KafkaExternalAccess;
  /**
   * Subjects of the certificates in Secrets that were given, by `broker`, `controller` and `admin`, as
   * Kafka prints them: `CN=events-broker,O=orders`. Only with `Certificates.secrets()`.
   * @default - CN=<name>-<component>,O=<namespace>
   */
  readonly memberSubjects?: Record<string, string>;
}
