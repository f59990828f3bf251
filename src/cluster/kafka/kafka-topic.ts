import { AbstractPod } from 'cdk8s-plus-27';
import { KafkaFlowClient } from './kafka-flow-client';
import { KafkaUser } from './kafka-user';
import { refuse } from '../../contract/message';
import { required } from '../../declared/values';
import { ISink, ISource } from '../../flow';
import { FlowClient, FlowConnection, SinkUse } from '../../flow/flow-client';
import { ContentPlan, Delivery, FlowDirection, FlowEnd } from '../../plan';

/**
 * What a topic is.
 */
export interface KafkaTopicOptions {
  /** Partitions: 1 or more. They can grow, never shrink; growing moves keys to other partitions. */
  readonly partitions: number;
  /**
   * Copies of each partition. It can't be changed afterwards without moving data.
   * @default - derived from the guarantees: 3, or the number of brokers if less
   */
  readonly replicationFactor?: number;
  /**
   * The topic's own settings, `cleanup.policy` or `retention.ms`. What is taken away goes back to the cluster's default.
   * @default - the cluster's
   */
  readonly config?: Record<string, string>;
}

/**
 * Who a grant is for.
 */
export interface KafkaGrantOptions {
  /**
   * The user that the workload is.
   * @default - one of the workload's own, named by its construct id, with a client certificate
   */
  readonly user?: KafkaUser;
}

/**
 * A right to produce.
 */
export interface KafkaProduceOptions extends KafkaGrantOptions {
  /**
   * The prefix of transactional ids that the workload may use.
   * @default - no transactions
   */
  readonly transactionalIdPrefix?: string;
}

/**
 * A right to consume.
 */
export interface KafkaConsumeOptions extends KafkaGrantOptions {
  /** The consumer group. */
  readonly group: string;
}

/** What a topic needs of its cluster. */
export interface TopicHome {
  readonly clusterName: string;
  /** The longest that a transaction may stay open, in seconds. */
  readonly longestTransactionSeconds: number;
  userOf(workload: AbstractPod, given?: KafkaUser): KafkaUser;
  /** A processor that reads or writes topics of the cluster: the same for all of them. */
  clientOf(client: FlowClient): KafkaFlowClient;
}

/**
 * A topic of a Kafka cluster. A stream processor reads from it and writes to it (`reads`, `writes`): it is a user with a certificate, named by the
 * processor; its consumer group has that name, and its transactional ids begin with that name and a hyphen.
 */
export class KafkaTopic implements ISource, ISink {
  /** @internal */
  public static _of(home: TopicHome, topicName: string, options: KafkaTopicOptions, replicationFactor: number): KafkaTopic {
    return new KafkaTopic(home, topicName, options, replicationFactor);
  }

  /** Its name in Kafka. */
  public readonly topicName: string;
  /** What it is. */
  public readonly options: KafkaTopicOptions;
  /** Copies of each partition. */
  public readonly replicationFactor: number;

  private constructor(private readonly home: TopicHome, topicName: string, options: KafkaTopicOptions, replicationFactor: number) {
    this.topicName = topicName;
    this.options = options;
    this.replicationFactor = replicationFactor;
  }

  /** As messages call it: `events/orders`. */
  public get flowName(): string {
    return `${this.home.clusterName}/${this.topicName}`;
  }

  /** A log can be read again, and what a transaction has not committed is not read. @internal */
  public _connectSource(client: FlowClient): FlowConnection {
    const { mounts, user, tellConsumer, group } = this.home.clientOf(client);
    tellConsumer();
    user?.allowConsume(this.topicName, group);
    return { flow: { name: this.flowName, direction: FlowDirection.IN, end: FlowEnd.REPLAYABLE }, ...mounts };
  }

  /** In transactions where exactly once is promised, unless something else was said. @internal */
  public _connectSink(client: FlowClient, use: SinkUse = byDefault(client)): FlowConnection {
    const { mounts, user, tellProducer, transactionalIdPrefix } = this.home.clientOf(client);
    const { longestTransactionSeconds: longest } = this.home;
    const { end, transactionSeconds = longest } = use;
    const transactional = end === FlowEnd.TRANSACTIONAL;
    tellProducer(transactional ? transactionSeconds : undefined);
    user?.allowProduce(this.topicName, transactional ? transactionalIdPrefix : undefined);
    const times = transactional ? { transactionSeconds, longestTransactionSeconds: longest } : {};
    return { flow: { name: this.flowName, direction: FlowDirection.OUT, end, ...times }, ...mounts };
  }

  /** As the plan says it. @internal */
  public _toPlan(): ContentPlan {
    const { partitions: pieces, config: settings } = this.options;
    return { name: this.topicName, pieces, copies: this.replicationFactor, ...(settings && Object.keys(settings).length > 0 ? { settings } : {}) };
  }

  /**
   * Lets a workload write to the topic: a user, its rights, the credentials mounted into the containers that the
   * workload has by now, and the network opened.
   * @returns the user that the workload is
   */
  public grantProduce(workload: AbstractPod, options: KafkaProduceOptions = {}): KafkaUser {
    const user = this.home.userOf(workload, options.user);
    user.allowProduce(this.topicName, options.transactionalIdPrefix);
    return user;
  }

  /**
   * Lets a workload read from the topic in a consumer group, likewise.
   * @returns the user that the workload is
   */
  public grantConsume(workload: AbstractPod, options: KafkaConsumeOptions): KafkaUser {
    const user = this.home.userOf(workload, options?.user);
    user.allowConsume(this.topicName, options?.group);
    return user;
  }
}

function byDefault({ delivery }: FlowClient): SinkUse {
  return { end: delivery === Delivery.EXACTLY_ONCE ? FlowEnd.TRANSACTIONAL : FlowEnd.PLAIN };
}

/** A topic's name and numbers, checked. */
export function checkedTopic(path: string, name: string, options: KafkaTopicOptions, replicas: number): void {
  const what = `addTopic('${name}')`;
  // org.apache.kafka.common.internals.Topic: at most 249 of these characters, and no path
  if (!/^[a-zA-Z0-9._-]{1,249}$/.test(name) || name === '.' || name === '..') {
    refuse({ path, what, got: `the name '${name}'`, expected: '1 to 249 letters, digits, dots, underscores or hyphens', change: "write addTopic('orders', ...)" });
  }
  if (name.startsWith('__')) {
    refuse({ path, what, got: `the name '${name}'`, expected: "a name that does not start with '__', which Kafka keeps for its own topics", change: `write addTopic('${name.replace(/^_+/, '')}', ...)` });
  }
  required(path, what, options, 'partitions', '{ partitions: 12 }');
  if (!Number.isSafeInteger(options.partitions) || options.partitions < 1) {
    refuse({ path, what: `${what}.partitions`, got: String(options.partitions), expected: 'a whole number of 1 or more', change: 'write partitions: 12' });
  }
  const factor = options.replicationFactor;
  if (factor !== undefined && (!Number.isSafeInteger(factor) || factor < 1 || factor > replicas)) {
    refuse({ path, what: `${what}.replicationFactor`, got: String(factor), expected: `a whole number from 1 to ${replicas}, the number of brokers`, change: 'leave it away' });
  }
  for (const [key, value] of Object.entries(options.config ?? {})) {
    if (!/^[a-z][a-z0-9.]*$/.test(key) || typeof value !== 'string' || !/^\S+$/.test(value)) {
      refuse({ path, what: `${what}.config['${key}']`, got: JSON.stringify(value) ?? 'nothing', expected: 'a setting of lower-case words with dots, and a value without blanks', change: "write config: { 'retention.ms': '604800000' }" });
    }
  }
}
