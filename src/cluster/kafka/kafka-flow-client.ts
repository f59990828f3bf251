import { Lazy } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { KafkaUser } from './kafka-user';
import { propertiesFile } from './settings';
import { refuse } from '../../contract/message';
import { FlowClient, FlowConnection } from '../../flow/flow-client';
import { SecretMountPlan } from '../../plan';

/** What a client of flows is made of. */
interface FlowClientHome {
  readonly clusterName: string;
  readonly namespaceName: string;
  readonly client: FlowClient;
  /** Whom Kafka takes it for; nobody in a plaintext cluster. */
  readonly user?: KafkaUser;
  readonly properties: Record<string, string>;
  /** The folder of all its files. */
  readonly mountPath: string;
}

/**
 * A processor as a client of one cluster: the files that it finds under `/etc/kafka/<cluster>`, like any workload that was granted something, and
 * besides `config/consumer.properties` and `config/producer.properties` with what its flows ask for.
 */
export class KafkaFlowClient extends Construct {
  public readonly user?: KafkaUser;
  public readonly group: string;
  public readonly transactionalIdPrefix: string;
  public readonly mounts: Pick<FlowConnection, 'secrets' | 'configs'>;
  private readonly config: ConfigMap;
  private consumes = false;
  private produces?: { transactionSeconds?: number };

  constructor(scope: Construct, id: string, private readonly home: FlowClientHome) {
    super(scope, id);
    const { client, clusterName, namespaceName, user, mountPath } = home;
    this.user = user;
    this.group = client.name;
    this.transactionalIdPrefix = `${client.name}-`;
    const name = `${clusterName}-${client.name}-client`;
    this.config = new ConfigMap(this, 'config', {
      metadata: { name, namespace: namespaceName },
      data: { 'client.properties': propertiesFile(home.properties) },
    });
    this.mounts = {
      configs: [{ name: `kafka-${clusterName}-config`, configMapName: name, path: `${mountPath}/config` }],
      secrets: user ? secrets(clusterName, mountPath, user) : [],
    };
  }

  /** It reads: in the group of its name, and only what was committed. */
  public readonly tellConsumer = (): void => {
    if (this.consumes) return;
    this.consumes = true;
    const { acks: _, ...properties } = this.home.properties;
    this.config.addData('consumer.properties', propertiesFile({ ...properties, 'group.id': this.group, 'isolation.level': 'read_committed' }));
  };

  /** It writes, in transactions that may stay open for so long, or in none. */
  public readonly tellProducer = (transactionSeconds?: number): void => {
    const told = this.produces;
    // what it says is known when the last sink is
    if (told === undefined) this.config.addData('producer.properties', Lazy.any({ produce: () => this.producerProperties() }));
    if (told?.transactionSeconds !== undefined && transactionSeconds !== undefined && told.transactionSeconds !== transactionSeconds) {
      refuse({
        path: this.home.client.path,
        what: 'writes',
        got: `transactions of ${told.transactionSeconds} s and of ${transactionSeconds} s in the cluster ${this.home.clusterName}`,
        expected: 'one time for all topics of a cluster: it stands in one file',
        change: `write Sink.transactional(topic, { timeout: Duration.seconds(${Math.max(told.transactionSeconds, transactionSeconds)}) }) for each of them`,
      });
    }
    this.produces = { ...told, ...(transactionSeconds === undefined ? {} : { transactionSeconds }) };
  };

  private producerProperties(): string {
    const seconds = this.produces?.transactionSeconds;
    return propertiesFile({ ...this.home.properties, ...(seconds === undefined ? {} : { 'transaction.timeout.ms': String(seconds * 1000) }) });
  }
}

function secrets(clusterName: string, mountPath: string, { secretName, _files }: KafkaUser): SecretMountPlan[] {
  return [
    { name: `kafka-${clusterName}-user`, secretName, path: `${mountPath}/user` },
    ...(_files.trustSecretName === undefined ? [] : [{ name: `kafka-${clusterName}-trust`, secretName: _files.trustSecretName, path: `${mountPath}/trust` }]),
  ];
}
