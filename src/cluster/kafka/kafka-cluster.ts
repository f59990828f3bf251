import { Chart } from 'cdk8s';
import { AbstractPod, ConfigMap, INetworkPolicyPeer, NetworkPolicy, NetworkPolicyPort, Secret, Volume } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { clientProperties, KafkaClientOptions } from './client-properties';
import { KafkaEngine } from './kafka-engine';
import { KafkaExternalAccess } from './kafka-external-access';
import { KafkaFlowClient } from './kafka-flow-client';
import { KafkaOptions } from './kafka-options';
import { checkedTopic, KafkaTopic, KafkaTopicOptions, TopicHome } from './kafka-topic';
import { checkedUser, KafkaUser, KafkaUserOptions } from './kafka-user';
import { CLIENTS, EXTERNAL, Listener, SCRAM } from './listeners';
import { checkedDraining } from './rebalance';
import { derivedReplication, replicationConflicts } from './replication';
import { propertiesFile } from './settings';
import { RESERVED_USERS } from './subjects';
import { TaskHome, topicsTask, usersTask } from './tasks';
import { message, refuse } from '../../contract/message';
import { required } from '../../declared/values';
import { FlowClient } from '../../flow/flow-client';
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
  private readonly mounted = new Map<AbstractPod, number>();
  private admitted = 0;
  private readonly workloads = new Map<AbstractPod, KafkaUser>();
  private readonly flowClients = new Map<string, KafkaFlowClient>();
  private readonly plaintext: boolean;
  private readonly replicas: number;
  private readonly config: Record<string, string>;
  private readonly external?: KafkaExternalAccess;

  /**
   * @throws when the declaration can't be met, with the construct's path, what was got, what was expected, and what to change
   */
  constructor(scope: Construct, id: string, props: KafkaClusterProps) {
    const engine = new KafkaEngine(props);
    super(scope, id, { ...props, engine });
    this.plaintext = props.plaintext ?? false;
    this.replicas = props.replicas - checkedDraining(this.node.path, props.replicas, props.draining).length; // those that stay
    this.config = props.config ?? {};
    this.external = props.externalAccess;
    this.node.addValidation({ validate: () => this.lateContainers() });
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
    // Topic.hasCollision: metric names turn dots into underscores
    const rival = [...this.topics.keys()].find((other) => other.replace(/\./g, '_') === name.replace(/\./g, '_'));
    if (rival) {
      refuse({
        path: this.node.path,
        what: `addTopic('${name}')`,
        got: `a name that differs from '${rival}' only by a dot for an underscore`,
        expected: 'names that stay apart in metrics: Kafka refuses the second',
        change: 'use dots or underscores, not both',
      });
    }
    const home: TopicHome = {
      clusterName: this.clusterName,
      longestTransactionSeconds: longestTransactionSeconds(this.config),
      userOf: (workload, given) => this.userOf(workload, given),
      clientOf: (client) => this.clientOf(client),
    };
    const topic = KafkaTopic._of(home, name, options, options.replicationFactor ?? this.defaultReplicationFactor());
    if (this.topics.size === 0) this._addTask('topics', () => topicsTask(this.home, [...this.topics.values()]));
    this.topics.set(name, topic);
    this._addContent(() => topic._toPlan());
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
    const { successorOf } = options;
    if (successorOf !== undefined) required(this.node.path, `addUser('${name}').successorOf`, successorOf, 'userName', "cluster.addUser('orders')");
    if (successorOf && this.users.get(successorOf.userName) !== successorOf) {
      refuse({
        path: this.node.path,
        what: `addUser('${name}').successorOf`,
        got: `the user '${successorOf.userName}' of another cluster`,
        expected: 'one of this cluster: rights are shared, and another cluster has others',
        change: `write addUser('${successorOf.userName}') on this cluster, or leave it away`,
      });
    }
    const user = KafkaUser._of(this.node.path, this.home, name, options, this._access);
    const given = this.home.secretNames;
    if (given && user._certificate && !Object.hasOwn(given, name)) {
      refuse({ path: this.node.path, what: `addUser('${name}')`, got: `Secrets for ${Object.keys(given).join(', ') || 'nothing'}`, expected: `a Secret for '${name}' too`, change: `add '${name}' to Certificates.secrets()` });
    }
    if (this.users.size === 0) this.usersJob();
    this.users.set(name, user);
    if (user._certificate) this._addCertificate(user._certificate);
    if (user.authentication.password && user.authentication.secretName === undefined) this._addPassword(user.secretName);
    this._addPrincipal(() => user._toPlan());
    return user;
  }

  /**
   * Takes all rights and the password from a user that is no longer declared. Synth has no memory: a user that
   * is only left away keeps what it had.
   * @param principal as Kafka knows it, `User:shop` or `User:CN=shop,OU=events,O=orders`
   */
  public revoke(principal: string): void {
    if (this._access) {
      refuse({ path: this.node.path, what: 'revoke', got: `a cluster that ${this.mechanism.name} operates`, expected: 'none: it takes everything from a user that is no longer declared', change: 'leave revoke() away' });
    }
    if (!/^User:\S+$/.test(principal)) {
      refuse({ path: this.node.path, what: 'revoke', got: `'${principal}'`, expected: 'a principal', change: "write revoke('User:shop')" });
    }
    if ([...this.users.values()].some((user) => user.principal === principal)) {
      refuse({ path: this.node.path, what: 'revoke', got: `'${principal}', a declared user`, expected: 'one that is no longer declared', change: 'remove its addUser() or its grants' });
    }
    if (this.users.size === 0 && this.revoked.length === 0) this.usersJob();
    this.revoked.push(principal);
  }

  /** The addresses that clients start from, for users with a certificate or with a password. */
  public bootstrapServers(user?: KafkaUser): string {
    return `${this.clusterName}.${this.namespaceName}.svc:${listenerOf(user).number}`;
  }

  /**
   * The addresses that clients outside of the Kubernetes cluster start from.
   * @throws without `externalAccess`, and for a user whose credentials it does not take
   */
  public externalBootstrapServers(user?: KafkaUser): string {
    if (!this.external) {
      refuse({
        path: this.node.path,
        what: 'externalBootstrapServers',
        got: 'a cluster without externalAccess',
        expected: 'one that can be reached from outside',
        change: "write externalAccess: KafkaExternalAccess.loadBalancer({ bootstrapHost: 'kafka.example.com', ... })",
      });
    }
    const { _bootstrap: bootstrap, _password: password } = this.external;
    const way = (withPassword: boolean) => withPassword ? 'scram' : 'certificate';
    if (user && user.authentication.password !== password) {
      refuse({
        path: this.node.path,
        what: 'externalBootstrapServers',
        got: `the user '${user.userName}' with KafkaAuthentication.${way(!password)}()`,
        expected: `KafkaAuthentication.${way(password)}(), which externalAccess takes`,
        change: `add a user with KafkaAuthentication.${way(password)}()`,
      });
    }
    return `${bootstrap.host}:${bootstrap.nodePort ?? EXTERNAL.number}`;
  }

  /**
   * The properties of a Java client that keep the cluster's promises: where to connect, whom to trust, who one is,
   * and writes that count only once they are held by enough brokers (`acks=all`).
   */
  public clientProperties(user?: KafkaUser, options: KafkaClientOptions = {}): Record<string, string> {
    if (user === undefined && !this.plaintext) {
      refuse({ path: this.node.path, what: 'clientProperties', got: 'no user', expected: 'the user that the client is', change: "write clientProperties(cluster.addUser('shop'))" });
    }
    const servers = options.external ? this.externalBootstrapServers(user) : this.bootstrapServers(user);
    return clientProperties(servers, user, options.mountPath ?? this.mountPath());
  }

  /**
   * Makes a workload a user: credentials, trust and `client.properties` mounted under `/etc/kafka/<cluster>` into the
   * containers that it has by now, and the network opened to it. Grants do this by themselves.
   */
  public connect(workload: AbstractPod, user: KafkaUser): void {
    required(this.node.path, 'connect(workload)', workload, 'containers', "new Deployment(chart, 'shop', { containers: [...] })");
    if (this.users.get(user.userName) !== user) {
      refuse({
        path: this.node.path,
        what: `connect(${workload.node.path})`,
        got: `the user '${user.userName}' of another cluster`,
        expected: 'a user of this one: it trusts no other certificates and knows no other passwords',
        change: `write addUser('${user.userName}') on this cluster`,
      });
    }
    const known = this.workloads.get(workload);
    if (known === user) return;
    if (known) {
      refuse({ path: this.node.path, what: `connect(${workload.node.path})`, got: `the user '${user.userName}'`, expected: `'${known.userName}', which the workload already is`, change: 'grant it everything as one user' });
    }
    this.checkWorkload(workload);
    this.workloads.set(workload, user);
    this.mount(workload, user);
    this.letIn(`client-${user.userName}-${this.workloads.size}`, `client-${user.userName}${this.count(user)}`, workload, user);
  }

  /**
   * Lets somebody in through the network who is no workload of this program: it finds the port, and must still prove who it is.
   * @param peer pods, namespaces or addresses of cdk8s-plus: `Namespaces.select(...)`, `NetworkPolicyIpBlock.ipv4(...)`
   * @param user whose credentials it will show: that decides the port
   */
  public admit(peer: INetworkPolicyPeer, user?: KafkaUser): void {
    const id = `admitted-${++this.admitted}`;
    this.letIn(id, id, peer, user);
  }

  /** A network policy of its own for each peer, to the port of the user's credentials: policies add up. */
  private letIn(id: string, suffix: string, peer: INetworkPolicyPeer, user?: KafkaUser): void {
    new NetworkPolicy(this, id, {
      metadata: { name: `${this.clusterName}-${suffix}`, namespace: this.namespaceName },
      selector: this,
      ingress: { rules: [{ peer, ports: [NetworkPolicyPort.tcp(listenerOf(user).number)] }] },
    });
  }

  private userOf(workload: AbstractPod, given?: KafkaUser): KafkaUser {
    required(this.node.path, 'grant(workload)', workload, 'containers', "new Deployment(chart, 'shop', { containers: [...] })");
    const user = given ?? this.workloads.get(workload) ?? this.ownUser(workload);
    this.connect(workload, user);
    return user;
  }

  /** The user that a workload is when none was given: named by its id. */
  private ownUser(workload: AbstractPod): KafkaUser {
    const name = workload.node.id.toLowerCase();
    if (this.users.has(name)) {
      const other = [...this.workloads].find(([, user]) => user.userName === name)?.[0].node.path;
      refuse({
        path: this.node.path,
        what: `grant(${workload.node.path})`,
        got: `the user '${name}' for it, which ${other ?? 'addUser()'} is already`,
        expected: 'a user of its own for each workload, or one that is shared on purpose',
        change: `give { user: cluster.addUser('${name}-2') }, or the one that grants returned before`,
      });
    }
    return this.addUser(name);
  }

  /** A processor as a client: a user of its own, files, and the network opened, once for all topics. */
  private clientOf(client: FlowClient): KafkaFlowClient {
    let known = this.flowClients.get(client.path);
    if (known) return known;
    this.checkNamespace(client.path, client.namespaceName);
    if (this.users.has(client.name)) {
      refuse({
        path: this.node.path,
        what: `connect(${client.path})`,
        got: `the user '${client.name}' for it, which somebody is already`,
        expected: 'a user of its own for each processor',
        change: `write processorName: '${client.name}-2', or name the other one otherwise`,
      });
    }
    const user = this.plaintext ? undefined : this.addUser(client.name);
    known = new KafkaFlowClient(this, `flow-${client.name}`, {
      clusterName: this.clusterName,
      namespaceName: this.namespaceName,
      client,
      user,
      properties: this.clientProperties(user),
      mountPath: this.mountPath(),
    });
    this.flowClients.set(client.path, known);
    this.letIn(`flow-policy-${client.name}`, `client-${client.name}`, client.peer, user);
    return known;
  }

  private checkNamespace(path: string, namespaceName?: string): void {
    if (namespaceName !== this.namespaceName) {
      refuse({
        path: this.node.path,
        what: `connect(${path})`,
        got: `a workload in the namespace ${namespaceName ?? '(none)'}`,
        expected: `${this.namespaceName}, for a Secret can't be mounted from another namespace`,
        change: "use addUser(), copy its Secret there, and write the client's properties with clientProperties()",
      });
    }
  }

  private checkWorkload(workload: AbstractPod): void {
    this.checkNamespace(workload.node.path, workload.metadata.namespace ?? Chart.of(workload).namespace);
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
    if (user._files.trustSecretName !== undefined) {
      const trust = Secret.fromSecretName(this, `trust-${this.workloads.size}`, user._files.trustSecretName);
      volumes.push([`${path}/trust`, Volume.fromSecret(this, `trust-volume-${this.workloads.size}`, trust, {
        name: `kafka-${this.clusterName}-trust`, items: { 'ca.crt': { path: 'ca.crt' } },
      })]);
    }
    this.mounted.set(workload, workload.containers.length);
    for (const container of workload.containers) {
      for (const [at, volume] of volumes) container.mount(at, volume, { readOnly: true });
    }
  }

  /** Containers that came after the grant, and so without credentials. */
  private lateContainers(): string[] {
    return [...this.mounted].filter(([workload, count]) => workload.containers.length > count).map(([workload, count]) => message({
      path: this.node.path,
      what: `grant(${workload.node.path})`,
      got: `${workload.containers.length} containers, ${count} of them when it was granted`,
      expected: 'all of them before the grant: it mounts the credentials into those that are there',
      change: 'call addContainer() first',
    }).replace(`${this.node.path}: `, ''));
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
    const { promise, site } = this.plan;
    const surroundings = { zones: site.zones.length, inherited: this.config };
    return replicationConflicts(derivedReplication(this.replicas), promise, this.replicas, config, surroundings).map((conflict) => ({
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

/** Where a user's credentials are understood. */
function listenerOf(user?: KafkaUser): Listener {
  return user?.authentication.password ? SCRAM : CLIENTS;
}

/** TransactionStateManagerConfig.TRANSACTIONS_MAX_TIMEOUT_MS_DEFAULT: 15 minutes. */
const LONGEST_TRANSACTION_MS = 15 * 60 * 1000;

/** The longest that a transaction may stay open. A client that wants more is refused by the brokers. */
function longestTransactionSeconds(config: Record<string, string>): number {
  return Math.floor(Number(config['transaction.max.timeout.ms'] ?? LONGEST_TRANSACTION_MS) / 1000);
}
