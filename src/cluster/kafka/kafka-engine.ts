import { featuresTask } from './features';
import { BROKER, BROKER_ID_OFFSET, checkedClusterId, clusterIdOf, CONTROLLER, CONTROLLER_ID_OFFSET } from './identity';
import { checkExternalAccess, externalNames } from './kafka-external-access';
import { KafkaOptions } from './kafka-options';
import { OLDEST_METADATA } from './kafka-version';
import { endpoints, QUORUM } from './listeners';
import { configTask } from './live-settings';
import { bootstrapControllers, Cluster, component, headless, Member } from './members';
import { BROKER_DEFAULTS, CONTROLLER_DEFAULTS, memberResources } from './memory';
import { OPERATIONS } from './operations';
import { checkedDraining, rebalanceTask, spread } from './rebalance';
import { declaredReplication, derivedReplication, Replication, replicationConflicts, replicationSettings } from './replication';
import { checkedConfig, commonSettings, RACK_SETTINGS } from './settings';
import { ADMIN, memberNames, ownCertificate, principalOf } from './subjects';
import { monitoring, watchedComponent } from './watching';
import { refuse } from '../../contract/message';
import { checkedImage } from '../../declared/image';
import { resourcesOf } from '../../declared/resources';
import { required, wholeNumber } from '../../declared/values';
import { BudgetPlan, CertificatePlan, Domain, Failure, GroupPlan, LossEffect, Takeover, WorkloadPlan } from '../../plan';
import { storageOf } from '../data-storage';
import { IDataEngine, PlanRequest, StorageRequest } from '../engine';

const GIB = 1024 ** 3;
/** What only the members' own files and the Jobs of this library carry. */
const BUILTIN_OPTIONS = ['image', 'clusterId', 'memberSubjects'] as const;
/** Of a kind: the controllers' node ids begin where the brokers' end. */
const MOST_MEMBERS = CONTROLLER_ID_OFFSET - BROKER_ID_OFFSET;

/**
 * Apache Kafka in KRaft mode: brokers that hold partitions, and a quorum of controllers that holds the metadata.
 */
export class KafkaEngine implements IDataEngine {
  constructor(public readonly options: KafkaOptions) {}

  public plan(request: PlanRequest): WorkloadPlan {
    const { options } = this;
    required(request.path, 'version', options.version, 'minor', "KafkaVersion.of('4.3.1')");
    const combined = options.combined ?? false;
    if (combined && options.controllers !== undefined) {
      refuse({
        path: request.path,
        what: 'controllers',
        got: `${options.controllers} beside combined: true`,
        expected: 'one of the two: combined brokers are all the controllers there are',
        change: 'leave controllers away',
      });
    }
    this.checkExternal(request);
    const config = checkedConfig(request.path, options.version, options.config);
    const derived = derivedReplication(request.replicas);
    const replication = declaredReplication(derived, config);
    const certificates = this.certificates(request, combined);
    const cluster = this.cluster(request, certificates, combined);
    const settings = {
      ...commonSettings(),
      ...replicationSettings(derived),
      ...(request.site.zones.length > 1 ? RACK_SETTINGS : {}),
      ...config,
    };
    const draining = this.draining(request, combined);
    const members = this.members(request, settings, combined, draining);
    const home = { ...request, image: cluster.image, plaintext: cluster.plaintext };
    const moving = spread(request.path, options.rebalance);
    const tasks = [
      rebalanceTask(home, request.replicas, draining, moving),
      featuresTask(home, cluster.metadataVersion),
      configTask(home, settings),
    ];
    const { metrics } = request;
    const builtinOptions = BUILTIN_OPTIONS.filter((option) => options[option] !== undefined);
    return {
      name: request.name,
      namespaceName: request.namespaceName,
      system: 'kafka',
      version: options.version.version,
      stateVersion: cluster.metadataVersion,
      ...(options.version.proven ? {} : { unproven: `kafka ${options.version.minor}` }),
      promise: request.promise,
      site: request.site,
      components: members.map((m) => metrics ? watchedComponent(component(cluster, m), request, metrics) : component(cluster, m)),
      groups: groups(members, replication, request),
      budgets: budgets(members),
      endpoints: endpoints(cluster.plaintext, options.externalAccess),
      certificates,
      tasks: tasks.map((task) => ({ ...task, ...(request.pods ? { pod: request.pods } : {}) })),
      spread: moving,
      ...(metrics ? { monitoring: monitoring(members, request, metrics) } : {}),
      ...(builtinOptions.length > 0 ? { builtinOptions } : {}),
      operations: OPERATIONS,
      acceptedRisks: request.acceptedRisks,
      conflicts: replicationConflicts(derived, request.promise, request.replicas, config, { zones: request.site.zones.length }),
    };
  }

  /** The image of members and Jobs. */
  public image(imageRegistry?: string): string {
    const { image, version } = this.options;
    return image ?? `${imageRegistry ?? 'docker.io'}/apache/kafka:${version.version}`;
  }

  private cluster(request: PlanRequest, certificates: CertificatePlan[], combined: boolean): Cluster {
    const { options } = this;
    const quorum = combined ? BROKER : CONTROLLER;
    const voters = combined ? this.brokers(request) : this.controllers(request);
    const { clusterId } = options;
    return {
      request,
      image: checkedImage(request.path, options.image === undefined ? 'imageRegistry' : 'image', this.image(request.imageRegistry)),
      clusterId: clusterId === undefined ? clusterIdOf(request.namespaceName, request.name) : checkedClusterId(request.path, clusterId),
      metadataVersion: this.metadataVersion(request.path),
      plaintext: options.plaintext ?? false,
      superUsers: certificates.map((c) => this.superUser(c)),
      bootstrapControllers: bootstrapControllers(request, quorum, voters, QUORUM.number),
      ...(options.externalAccess ? { external: options.externalAccess } : {}),
    };
  }

  private checkExternal(request: PlanRequest): void {
    const { externalAccess, plaintext } = this.options;
    const { path, secretNames } = request;
    if (externalAccess === undefined) return;
    checkExternalAccess(path, externalAccess, this.brokers(request), secretNames === undefined);
    if (plaintext) {
      refuse({
        path,
        what: 'externalAccess',
        got: 'a way in for the outside, beside plaintext: true',
        expected: 'one of the two: the risk that is accepted for plaintext ends with the Kubernetes cluster',
        change: 'leave plaintext away, or externalAccess',
      });
    }
  }

  private members(request: PlanRequest, settings: Record<string, string>, combined: boolean, draining: number[]): Member[] {
    const { options } = this;
    const controllers: Member = {
      name: CONTROLLER,
      roles: ['controller'],
      replicas: combined ? 1 : this.controllers(request),
      storage: this.controllerStorage(request),
      resources: memberResources(request.path, resourcesOf(request.path, options.controllerResources), CONTROLLER_DEFAULTS),
      settings,
    };
    const brokers: Member = {
      name: BROKER,
      roles: combined ? ['broker', 'controller'] : ['broker'],
      replicas: this.brokers(request),
      storage: combined ? this.quorumStorage(request, 'storage', request.storage) : request.storage,
      resources: memberResources(request.path, request.resources, BROKER_DEFAULTS, options.heap),
      settings,
      draining,
    };
    return combined ? [brokers] : [controllers, brokers];
  }

  private draining(request: PlanRequest, combined: boolean): number[] {
    const draining = checkedDraining(request.path, request.replicas, this.options.draining);
    if (combined && draining.length > 0) {
      refuse({
        path: request.path,
        what: 'draining',
        got: 'brokers that are controllers too',
        expected: 'controllers apart from brokers: a voter that is taken away must leave the quorum first, and nothing here does that',
        change: 'keep them, or move to a cluster without combined',
      });
    }
    return draining;
  }

  private brokers(request: PlanRequest): number {
    if (request.replicas > MOST_MEMBERS) {
      refuse({ path: request.path, what: 'replicas', got: String(request.replicas), expected: 'at most 1000 brokers: controllers have the node ids from 1000 on', change: 'use a second cluster' });
    }
    return request.replicas;
  }

  private controllers(request: PlanRequest): number {
    const given = this.options.controllers;
    if (given === undefined) return request.promise.survives === Failure.NONE && !request.promise.servesDuringMaintenance ? 1 : 3;
    if (given > MOST_MEMBERS) {
      refuse({ path: request.path, what: 'controllers', got: String(given), expected: `at most ${MOST_MEMBERS}`, change: 'write controllers: 3, or 5 to tolerate the loss of two' });
    }
    return wholeNumber(request.path, 'controllers', given, 1);
  }

  /** Durable also where the brokers' is not: who forgets the metadata forgets the cluster. */
  private controllerStorage(request: PlanRequest): StorageRequest {
    const { controllerStorage } = this.options;
    if (controllerStorage) {
      return this.quorumStorage(request, 'controllerStorage', storageOf(request.path, controllerStorage.toRequest()));
    }
    const { bytes, durable, ...rest } = request.storage;
    return { ...rest, durable: true, retain: durable ? rest.retain : true, bytes: Math.min(10 * GIB, bytes) };
  }

  /** The founder keeps on its disk that it founded; a quorum that starts empty would never start again. */
  private quorumStorage(request: PlanRequest, what: string, storage: StorageRequest): StorageRequest {
    if (!storage.durable) {
      refuse({
        path: request.path,
        what,
        got: 'ephemeral storage for controllers',
        expected: 'storage that outlives the pod: a quorum whose disks are empty does not start again',
        change: `write ${what}: DataStorage.persistent(Size.gibibytes(5))`,
      });
    }
    return storage;
  }

  private metadataVersion(path: string): string {
    const { version, metadataVersion } = this.options;
    if (metadataVersion === undefined) return version.minor;
    if (!/^[1-9]\d*\.(0|[1-9]\d*)$/.test(metadataVersion)) {
      refuse({ path, what: 'metadataVersion', got: `'${metadataVersion}'`, expected: 'major.minor', change: `write metadataVersion: '${version.minor}'` });
    }
    if (!version.speaks(metadataVersion)) {
      refuse({
        path,
        what: 'metadataVersion',
        got: `'${metadataVersion}'`,
        expected: `${OLDEST_METADATA}, the oldest that lets controllers join by themselves, or from 4.0 to ${version.minor}, the version of the binaries`,
        change: Number(metadataVersion.split('.')[0]) < 4 ? 'raise it where the cluster runs now' : 'raise version first, and metadataVersion in a later commit',
      });
    }
    return metadataVersion;
  }

  private certificates(request: PlanRequest, combined: boolean): CertificatePlan[] {
    if (this.options.plaintext) return [];
    const { name, namespaceName } = request;
    const own = (holder: string, dnsNames: string[]) => ownCertificate(request, holder, dnsNames);
    const { externalAccess } = this.options;
    const external = externalAccess ? externalNames(externalAccess, request.replicas) : [];
    return [
      ...(combined ? [] : [own(CONTROLLER, memberNames(headless(request, CONTROLLER)))]),
      own(BROKER, [name, `${name}.${namespaceName}`, `${name}.${namespaceName}.svc`, ...memberNames(headless(request, BROKER)), ...external]),
      own(ADMIN, []),
    ];
  }

  private superUser(certificate: CertificatePlan): string {
    const given = this.options.memberSubjects?.[certificate.name];
    return given === undefined ? principalOf(certificate) : `User:${given}`;
  }
}

function groups(members: Member[], replication: Replication, request: PlanRequest): GroupPlan[] {
  const voters = members.find((m) => m.roles.includes('controller'))!;
  const majority = Math.floor(voters.replicas / 2) + 1;
  const overZones = request.site.zones.length > 1 ? { spreadOver: Domain.ZONE } : {};
  const common = { takeover: Takeover.SYSTEM, lossOfOne: LossEffect.NOTHING, holdsState: true };
  return [
    { ...common, name: 'quorum', components: [voters.name], copies: voters.replicas, servesWith: majority, acknowledgedBy: majority, votes: true },
    {
      ...common,
      name: 'partitions',
      components: [BROKER],
      copies: replication.factor,
      servesWith: replication.minInSync,
      acknowledgedBy: replication.minInSync,
      electsStale: replication.unclean,
      ...overZones,
    },
  ];
}

/** One at a time: each eviction must wait until the last one's member is in sync again. A single member has none. */
function budgets(members: Member[]): BudgetPlan[] {
  return members.filter((m) => m.replicas > 1).map((m) => ({ components: [m.name], maxUnavailable: 1 }));
}
