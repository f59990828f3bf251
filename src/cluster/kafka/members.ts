import { BROKER_ID_OFFSET, CONTROLLER, CONTROLLER_ID_OFFSET, DATA_PATH, KAFKA_USER } from './identity';
import { KafkaExternalAccess, ORDINAL } from './kafka-external-access';
import { brokerListeners, brokerPorts, EXTERNAL, INTERNAL, Listener, QUORUM, quorumListener, quorumPort } from './listeners';
import { fileSettings } from './live-settings';
import { heapOptions } from './memory';
import { script } from './scripts';
import { addressSettings, ADMIN_TLS_PATH, MEMBER_TLS_PATH, propertiesFile } from './settings';
import { ADMIN, tlsSecret } from './subjects';
import { ComponentLife, ComponentPlan, Domain, Failure, PlacementPlan, PromisePlan, ResourcePlan, SecretMountPlan, SitePlan, UpdateOrder } from '../../plan';
import { PlanRequest, StorageRequest } from '../engine';

/**
 * The two kinds of pods of a Kafka cluster.
 */

/** What a member is, before it is written down as a component. */
export interface Member {
  readonly name: string;
  readonly roles: string[];
  readonly replicas: number;
  readonly storage: StorageRequest;
  readonly resources: ResourcePlan;
  readonly settings: Record<string, string>;
  readonly draining?: number[];
}

/** What all members of one cluster share. */
export interface Cluster {
  readonly request: PlanRequest;
  readonly image: string;
  readonly clusterId: string;
  readonly metadataVersion: string;
  readonly plaintext: boolean;
  readonly superUsers: string[];
  readonly bootstrapControllers: string[];
  readonly external?: KafkaExternalAccess;
}

/** The folder, in memory, where a member finds its files and keeps what it made of them. */
const RUN_PATH = '/run/member';

/**
 * The times of a stop, in seconds: the farewell waits at most 240; then a broker waits up to 300 for the
 * controller's consent to its controlled shutdown (`Duration.ofMinutes(5)` in BrokerServer) and flushes its
 * logs. 600 in all, which is what cluster autoscalers grant a pod by default.
 */
const BROKER_STOP = { waitSeconds: 240, stopSeconds: 330, graceSeconds: 600 };
/** A controller has nothing to hand over but its leadership. */
const CONTROLLER_STOP = { waitSeconds: 120, stopSeconds: 30, graceSeconds: 180 };

/**
 * How long one call of a Kafka tool may take in the gate and in the farewell. Such a call is a JVM that starts in
 * 2 s on an idle core; on a node where six members started at once on two cores, calls cut off at 20 s never came to
 * an end and kept each other from it (seen). The kubelet runs one probe of a pod at a time, so a long one costs nothing.
 */
const CHECK_SECONDS = 60;

/** How long one run of the gate watches for the socket of a process that starts, in seconds: else each start waits for the next run, too. */
const LISTEN_SECONDS = 20;

/** A member as a component of the plan. */
export function component(cluster: Cluster, member: Member): ComponentPlan {
  const { request, plaintext } = cluster;
  const broker = member.roles.includes('broker');
  const controller = member.roles.includes('controller');
  const external = broker ? cluster.external : undefined;
  const zones = request.site.zones.length > 1;
  const stop = broker ? BROKER_STOP : CONTROLLER_STOP;
  return {
    name: member.name,
    life: ComponentLife.MEMBER,
    replicas: member.replicas,
    image: cluster.image,
    command: ['bash', `${RUN_PATH}/files/${external ? 'external.sh' : 'start.sh'}`],
    user: KAFKA_USER,
    resources: member.resources,
    ports: [...(broker ? brokerPorts(plaintext, external) : []), ...(controller ? [quorumPort(broker)] : [])],
    environment: environment(cluster, member, stop.waitSeconds),
    settings: member.settings,
    files: [
      { name: 'server.properties', content: propertiesFile({ ...fileSettings(ofRoles(member)), ...addressSettings(member.roles, cluster.bootstrapControllers, plaintext, cluster.superUsers, external) }) },
      // read when a disk is formatted, and only by the founder of a cluster: no reason to restart anybody
      { name: 'metadata-version', content: `${cluster.metadataVersion}\n`, rolls: false },
      ...['log4j2.yaml', 'kafka-member.sh', 'start.sh', 'alive.sh', 'ready.sh', 'stop.sh', ...(plaintext ? [] : ['renew.sh']), ...(external ? ['external.sh'] : [])].map(script),
    ],
    prepare: {
      ...(zones ? { zones: request.site.zones } : {}),
      ...(controller ? { founderVolume: 'data' } : {}),
    },
    runPath: RUN_PATH,
    volumes: [{
      name: 'data',
      path: DATA_PATH,
      bytes: member.storage.bytes,
      durable: member.storage.durable,
      ...(member.storage.durable ? { retain: member.storage.retain } : {}),
      ...(member.storage.storageClass === undefined ? {} : { storageClass: member.storage.storageClass }),
    }],
    secrets: plaintext ? [] : [
      tls('member-tls', tlsSecret(request, member.name), MEMBER_TLS_PATH),
      tls('admin-tls', tlsSecret(request, ADMIN), ADMIN_TLS_PATH),
    ],
    gate: { command: ['bash', `${RUN_PATH}/files/ready.sh`], everySeconds: 10, timeoutSeconds: LISTEN_SECONDS + member.roles.length * CHECK_SECONDS + 5, failures: 3 },
    alive: { command: ['bash', `${RUN_PATH}/files/alive.sh`], everySeconds: 15, timeoutSeconds: 5, failures: 4 },
    farewell: { command: ['bash', `${RUN_PATH}/files/stop.sh`], ...stop },
    placement: placement(request.promise, request.site, member.replicas),
    update: { order: UpdateOrder.SERIAL, settleSeconds: 10 },
    ...(member.draining?.length ? { draining: member.draining } : {}),
    ...(request.drainsFirst ? { drainsFirst: true } : {}),
    ...(request.pods ? { pod: request.pods } : {}),
  };
}

/** Controllers give topics their default replication factor; a broker that has the setting warns that it will be ignored (seen on 4.3.1). */
function ofRoles({ roles, settings }: Member): Record<string, string> {
  const { 'default.replication.factor': factor, ...rest } = settings;
  return roles.includes('controller') ? settings : rest;
}

/** What the scripts need to know; kafka-member.sh, start.sh and external.sh list it. */
function environment(cluster: Cluster, member: Member, waitSeconds: number): Record<string, string> {
  const { request, plaintext } = cluster;
  const broker = member.roles.includes('broker');
  const controller = member.roles.includes('controller');
  const advertised: Listener[] = [...(broker ? brokerListeners(plaintext) : []), ...(controller ? [quorumListener(plaintext)] : [])];
  return {
    ADVERTISED: advertised.map((l) => `${l.name}:${l.number}`).join(' '),
    ...(broker ? { BROKER_PORT: String(INTERNAL.number) } : {}),
    ...(controller ? { CONTROLLER_PORT: String(QUORUM.number), FOUNDING_DIR: `${DATA_PATH}/founding` } : {}),
    CLUSTER_ID: cluster.clusterId,
    ...(broker && cluster.external ? externalAddress(cluster.external) : {}),
    HEADLESS: headless(request, member.name),
    KAFKA_HEAP_OPTS: heapOptions(member.resources),
    NODE_ID_OFFSET: String(member.name === CONTROLLER ? CONTROLLER_ID_OFFSET : BROKER_ID_OFFSET),
    READY_CHECK_SECONDS: String(CHECK_SECONDS),
    READY_LISTEN_SECONDS: String(LISTEN_SECONDS),
    STOP_CHECK_SECONDS: String(CHECK_SECONDS),
    STOP_WAIT_SECONDS: String(waitSeconds),
    TLS: String(!plaintext),
  };
}

/** The same for every broker: only its ordinal tells one from the other, so that one more changes nothing for those that run. */
function externalAddress({ _brokers: brokers }: KafkaExternalAccess): Record<string, string> {
  return { EXTERNAL_HOST: brokers.host, EXTERNAL_PORT: brokers.nodePort === undefined ? String(EXTERNAL.number) : `${brokers.nodePort}+${ORDINAL}` };
}

/** The name of the headless Service, without the cluster's domain: it is the same in every cluster. */
export function headless(request: PlanRequest, name: string): string {
  return `${request.name}-${name}.${request.namespaceName}.svc`;
}

/** The addresses of the members that hold the quorum. */
export function bootstrapControllers(request: PlanRequest, name: string, replicas: number, port: number): string[] {
  return Array.from({ length: replicas }, (_, i) => `${request.name}-${name}-${i}.${headless(request, name)}:${port}`);
}

/**
 * NODE: no two members on one host. ZONE: also no more in a zone than its share, so that a member may come back
 * in a surviving zone. What is not promised is still wished for.
 */
function placement(promise: PromisePlan, site: SitePlan, replicas: number): PlacementPlan[] {
  const zones = site.zones.length;
  return [
    ...(replicas > 1 ? [{ over: Domain.HOST, atMost: 1, hard: promise.survives !== Failure.NONE }] : []),
    ...(replicas > 1 && zones > 1 ? [{ over: Domain.ZONE, atMost: Math.ceil(replicas / zones), hard: promise.survives === Failure.ZONE }] : []),
  ];
}

function tls(name: string, secretName: string, path: string): SecretMountPlan {
  return { name, secretName, path };
}

