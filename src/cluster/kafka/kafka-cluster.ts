import { Chart } from 'cdk8s';
import { AbstractPod, ConfigMap, NetworkPolicy, NetworkPolicyPort, Secret, Volume } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { clientProperties, KafkaClientOptions } from './client-properties';
import { BROKER } from './identity';
import { KafkaAuthentication } from './kafka-authentication';
import { KafkaEngine } from './kafka-engine';
import { KafkaOptions } from './kafka-options';
import { checkedTopic, KafkaTopic, KafkaTopicOptions, TopicHome } from './kafka-topic';
import { checkedUser, KafkaUser, KafkaUserOptions } from './kafka-user';
import { CLIENTS, SCRAM } from './listeners';
import { derivedReplication, replicationConflicts } from './replication';
import { propertiesFile } from './settings';
import { RESERVED_USERS, tlsSecret } from './subjects';
import { TaskHome, topicsTask, usersTask } from './tasks';
import { refuse } from '../../contract/message';
import { ConflictPlan } from '../../plan';
import { ClusterProps } from '../cluster-props';
import { DataCluster } from '../data-cluster';

/**
 * Properties of a `KafkaCluster`.
 */
export interface KafkaClusterProps extends ClusterProps, KafkaOptions {}

/**
 * A Kafka cluster: a `DataCluster` with the Kafka engine, and what only Kafka has: topics, users, grants.
 */
export class KafkaCluster extends DataCluster {
  private readonly home: TaskHome;
  private readonly topics = new Map<string, KafkaTopic>();
  private readonly users = new Map<string, KafkaUser>();
  private readonly revoked: string[] = [];
  private readonly workloads = new Map<AbstractPod, KafkaUser>();
  private readonly plaintext: boolean;
  private readonly replicas: number;
  private readonly config: Record<string, string>;

  /**
   * @throws when the declaration can't be met, with the construct's path, what was got, what was expected, and what to change
   */
  constructor(scope: Construct, id: string, props: KafkaClusterProps) {
    const engine = new KafkaEngine(props);
    super(scope, id, { ...props, engine });
    this.plaintext = props.plaintext ?? false;
    this.replicas = props.replicas;
    this.config = props.config ?? {};
    this.home = {
      name: this.clusterName,
      namespaceName: this.namespaceName,
      secretNames: props.certificates?._secrets,
      image: engine.image(props.imageRegistry),
      plaintext: this.plaintext,
    };
  }

  /**
   * A topic, made and kept by a Job: partitions grow and settings change with the declaration; fewer
   * partitions or another replication factor are refused.
   */
  public addTopic(name: string, options: KafkaTopicOptions): KafkaTopic {
    checkedTopic(this.node.path, name, options, this.replicas);
    if (this.topics.has(name)) this.twice('addTopic', name);
    const home: TopicHome = { userOf: (workload, given) => this.userOf(workload, given) };
    const topic = KafkaTopic._of(home, name, options, options.replicationFactor ?? this.defaultReplicationFactor());
    if (this.topics.size === 0) this._addTask('topics', () => topicsTask(this.home, [...this.topics.values()]));
    this.topics.set(name, topic);
    this._addConflicts(this.topicConflicts(topic));
    return topic;
  }

  /**
   * A user, known to the cluster and without any right.
   */
  public addUser(name: string, options: KafkaUserOptions = {}): KafkaUser {
    if (this.plaintext) {
      refuse({ path: this.node.path, what: `addUser('${name}')`, got: 'a user of a plaintext cluster', expected: 'none, for nobody says who he is', change: 'leave plaintext away' });
    }
    checkedUser(this.node.path, name, RESERVED_USERS);
    if (this.users.has(name)) this.twice('addUser', name);
    const user = KafkaUser._of(this.home, name, options.authentication ?? KafkaAuthentication.certificate());
    if (this.users.size === 0) this.usersJob();
    this.users.set(name, user);
    if (user._certificate) this._addCertificate(user._certificate);
    if (user.authentication.password && user.authentication.secretName === undefined) this._addPassword(user.secretName);
    return user;
  }

  /**
   * Takes all rights and the password from a user that is no longer declared. Synth has no memory: a user that
   * is only left away keeps what it had.
   * @param principal as Kafka knows it, `User:shop` or `User:CN=shop,OU=events,O=orders`
   */
  public revoke(principal: string): void {
    if (!/^User:\S+$/.test(principal)) {
      refuse({ path: this.node.path, what: 'revoke', got: `'${principal}'`, expected: 'a principal', change: "write revoke('User:shop')" });
    }
    if (this.users.size === 0 && this.revoked.length === 0) this.usersJob();
    this.revoked.push(principal);
  }

  /** The addresses that clients start from, for users with a certificate or with a password. */
  public bootstrapServers(user?: KafkaUser): string {
    const listener = user?.authentication.password ? SCRAM : CLIENTS;
    return `${this.clusterName}.${this.namespaceName}.svc:${listener.number}`;
  }

  /**
   * The properties of a Java client that keep the cluster's promises: where to connect, whom to trust, who one is,
   * and writes that count only once they are held by enough brokers (`acks=all`).
   */
  public clientProperties(user?: KafkaUser, options: KafkaClientOptions = {}): Record<string, string> {
    if (user === undefined && !this.plaintext) {
      refuse({ path: this.node.path, what: 'clientProperties', got: 'no user', expected: 'the user that the client is', change: "write clientProperties(cluster.addUser('shop'))" });
    }
    return clientProperties(this.bootstrapServers(user), user, options.mountPath ?? this.mountPath());
  }

  /**
   * Makes a workload a user: credentials, trust and `client.properties` mounted under `/etc/kafka/<cluster>` into the
   * containers that it has by now, and the network opened to it. Grants do this by themselves.
   */
  public connect(workload: AbstractPod, user: KafkaUser): void {
    const known = this.workloads.get(workload);
    if (known === user) return;
    if (known) {
      refuse({ path: this.node.path, what: `connect(${workload.node.path})`, got: `the user '${user.userName}'`, expected: `'${known.userName}', which the workload already is`, change: 'grant it everything as one user' });
    }
    this.checkWorkload(workload);
    this.workloads.set(workload, user);
    this.mount(workload, user);
    const listener = user.authentication.password ? SCRAM : CLIENTS;
    new NetworkPolicy(this, `client-${user.userName}-${this.workloads.size}`, {
      metadata: { name: `${this.clusterName}-client-${user.userName}${this.count(user)}`, namespace: this.namespaceName },
      selector: this,
      ingress: { rules: [{ peer: workload, ports: [NetworkPolicyPort.tcp(listener.number)] }] },
    });
  }

  private userOf(workload: AbstractPod, given?: KafkaUser): KafkaUser {
    const user = given ?? this.workloads.get(workload) ?? this.addUser(workload.node.id.toLowerCase());
    this.connect(workload, user);
    return user;
  }

  private checkWorkload(workload: AbstractPod): void {
    const namespaceName = workload.metadata.namespace ?? Chart.of(workload).namespace;
    if (namespaceName !== this.namespaceName) {
      refuse({
        path: this.node.path,
        what: `connect(${workload.node.path})`,
        got: `a workload in the namespace ${namespaceName ?? '(none)'}`,
        expected: `${this.namespaceName}, for a Secret can't be mounted from another namespace`,
        change: "use addUser(), copy its Secret there, and write the client's properties with clientProperties()",
      });
    }
    if (workload.containers.length === 0) {
      refuse({ path: this.node.path, what: `connect(${workload.node.path})`, got: 'a workload without containers', expected: 'at least one to mount the credentials into', change: 'call addContainer() before the grant' });
    }
  }

  private mount(workload: AbstractPod, user: KafkaUser): void {
    const id = `${this.clusterName}-${user.userName}`;
    const path = this.mountPath();
    const config = new ConfigMap(this, `config-${user.userName}-${this.workloads.size}`, {
      metadata: { name: `${id}-client${this.count(user)}`, namespace: this.namespaceName },
      data: { 'client.properties': propertiesFile(this.clientProperties(user)) },
    });
    const credentials = Secret.fromSecretName(this, `credentials-${this.workloads.size}`, user.secretName);
    const volumes: [string, Volume][] = [
      [`${path}/config`, Volume.fromConfigMap(this, `config-volume-${this.workloads.size}`, config, { name: `kafka-${this.clusterName}-config` })],
      [`${path}/user`, Volume.fromSecret(this, `user-volume-${this.workloads.size}`, credentials, { name: `kafka-${this.clusterName}-user` })],
    ];
    if (user.authentication.password) {
      const trust = Secret.fromSecretName(this, `trust-${this.workloads.size}`, tlsSecret(this.home, BROKER));
      volumes.push([`${path}/trust`, Volume.fromSecret(this, `trust-volume-${this.workloads.size}`, trust, {
        name: `kafka-${this.clusterName}-trust`, items: { 'ca.crt': { path: 'ca.crt' } },
      })]);
    }
    for (const container of workload.containers) {
      for (const [at, volume] of volumes) container.mount(at, volume, { readOnly: true });
    }
  }

  /** The second workload of one user needs a name of its own for its objects. */
  private count(user: KafkaUser): string {
    const n = [...this.workloads.values()].filter((u) => u === user).length;
    return n > 1 ? `-${n}` : '';
  }

  private usersJob(): void {
    this._addTask('users', () => usersTask(this.home, [...this.users.values()], this.revoked));
  }

  private defaultReplicationFactor(): number {
    return Number(this.config['default.replication.factor'] ?? derivedReplication(this.replicas).factor);
  }

  private topicConflicts(topic: KafkaTopic): ConflictPlan[] {
    const config: Record<string, string> = { 'default.replication.factor': String(topic.replicationFactor) };
    for (const key of ['min.insync.replicas', 'unclean.leader.election.enable']) {
      const value = topic.options.config?.[key];
      if (value !== undefined) config[key] = value;
    }
    return replicationConflicts(derivedReplication(this.replicas), this.plan.promise, this.replicas, config).map((conflict) => ({
      ...conflict,
      setting: conflict.setting.includes('replication.factor')
        ? `addTopic('${topic.topicName}').replicationFactor`
        : `addTopic('${topic.topicName}').${conflict.setting}`,
    }));
  }

  private mountPath(): string {
    return `/etc/kafka/${this.clusterName}`;
  }

  private twice(what: string, name: string): never {
    refuse({ path: this.node.path, what: `${what}('${name}')`, got: 'the same name twice', expected: 'a name of its own', change: 'keep what the first call returned and use it' });
  }
}
