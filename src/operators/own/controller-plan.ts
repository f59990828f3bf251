import { Resource } from './definition';
import { OperatorController, OperatorWebhook } from './operator-props';
import { permissionsOf } from './rights';
import { MANAGER } from '../../builtin/names';
import { refuse } from '../../contract/message';
import { nearest } from '../../contract/nearest';
import { checkedImage } from '../../declared/image';
import { isNamespaceName } from '../../declared/namespace';
import { resourcesOf } from '../../declared/resources';
import { wholeNumber } from '../../declared/values';
import { Scrape } from '../../observability';
import {
  Audience, CertificatePlan, ComponentLife, ComponentPlan, Credentials, Domain, EndpointPlan, EndpointRole, Failure, LossEffect, PermissionPlan,
  PlacementPlan, PortPlan, RoleTold, SitePlan, Takeover, UpdateOrder, WorkloadPlan,
} from '../../plan';

const COMPONENT = 'controller';
const WEBHOOK = 'webhook';
const MEBIBYTE = 1024 * 1024;
/** As the image that kubebuilder makes: github.com/kubernetes-sigs/kubebuilder v4.15.0, testdata/project-v4/Dockerfile. */
const USER = 65532;
/** Seconds, and the same source: config/manager/manager.yaml. */
const ALIVE = { everySeconds: 20, timeoutSeconds: 1 };
const READY = { everySeconds: 10, timeoutSeconds: 1 };
const CERTIFICATE_PATH = '/tmp/k8s-webhook-server/serving-certs';
/** What the plan of a controller is made from. */
export interface ControllerRequest {
  readonly path: string;
  readonly name: string;
  readonly namespaceName: string;
  readonly site: SitePlan;
  readonly resources: Resource[];
  readonly controller: OperatorController;
  /** Name of the Secret of the webhook's certificate; none without a webhook. */
  readonly webhookSecret?: string;
}

/** A controller as a workload: pods of which any is as good as any other, one of them at work. */
export function controllerPlan(request: ControllerRequest): WorkloadPlan {
  const { path, name, namespaceName, site, controller } = request;
  const leads = controller.leaderElection ?? true;
  const replicas = wholeNumber(path, 'controller.replicas', controller.replicas ?? 1, 1);
  if (!leads && replicas > 1) {
    refuse({ path, what: 'controller.replicas', got: `${replicas} without leader election`, expected: '1: all of them would work at once', change: 'let them elect a leader, or write replicas: 1' });
  }
  const several = replicas > 1;
  return {
    name,
    namespaceName,
    system: name,
    version: versionOf(controller.image),
    promise: { survives: several ? Failure.NODE : Failure.NONE, keepsAcknowledgedWrites: false, servesDuringMaintenance: several },
    site,
    components: [component(request, leads, replicas)],
    groups: [{
      name: 'leader',
      components: [COMPONENT],
      copies: replicas,
      servesWith: 1,
      holdsState: false,
      takeover: several ? Takeover.SYSTEM : Takeover.SAME_POD,
      lossOfOne: several ? LossEffect.NOTHING : LossEffect.PAUSE,
    }],
    budgets: several ? [{ components: [COMPONENT], maxUnavailable: 1 }] : [],
    endpoints: controller.webhook ? [webhookEndpoint()] : [],
    certificates: request.webhookSecret === undefined ? [] : [webhookCertificate(name, namespaceName, request.webhookSecret)],
    tasks: [],
    monitoring: {
      port: 'metrics',
      collectorNamespace: collector(path, controller.metrics?.collectorNamespace ?? 'monitoring'),
      scrape: (controller.metrics?.scrape ?? Scrape.annotations()).toPlan(),
      alerts: [],
    },
    acceptedRisks: controller.webhook ? [WEBHOOK_RISK] : [],
    conflicts: [],
  };
}

/** https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#authenticate-apiservers */
const WEBHOOK_RISK = {
  rule: 'security/authenticated',
  reason: 'the API server proves who it is to webhooks only where it is configured to; what the webhook answers is made of what it is asked',
};

function component(request: ControllerRequest, leads: boolean, replicas: number): ComponentPlan {
  const { path, name, controller, webhookSecret } = request;
  const { cpuMillis = 10, cpuLimitMillis, memoryBytes = 128 * MEBIBYTE } = resourcesOf(path, controller.resources);
  const { alivePath = '/healthz', readyPath = '/readyz' } = controller;
  const check = (httpPath: string) => ({ command: [], http: { port: 'health', path: httpPath } });
  return {
    name: COMPONENT,
    life: ComponentLife.STATELESS,
    replicas,
    image: checkedImage(path, 'controller.image', controller.image),
    command: controller.command,
    user: controller.user ?? USER,
    resources: { cpuMillis, cpuLimitMillis, memoryBytes },
    ports: ports(path, controller),
    environment: environment(request, leads),
    secrets: webhookSecret === undefined ? [] : [{
      name: 'webhook-certificate', secretName: webhookSecret, path: certificatePath(path, controller.webhook!),
    }],
    permissions: [
      ...permissionsOf({
        resources: request.resources,
        owns: controller.owns ?? [],
        watches: controller.watches ?? [],
        finalizes: finalized(request),
        emitsEvents: controller.emitsEvents ?? true,
        watchedNamespaces: watchedNamespaces(path, controller.watchedNamespaces),
        lease: leads ? name : undefined,
        home: request.namespaceName,
      }),
      ...permissions(path, controller.permissions),
    ],
    alive: { ...check(alivePath), ...ALIVE },
    gate: { ...check(readyPath), ...READY },
    placement: replicas > 1 ? placement(request.site) : undefined,
    update: { order: leads ? UpdateOrder.SURGE : UpdateOrder.ALL_AT_ONCE },
    pod: { ...controller.pods, environment: { ...controller.pods?.environment, ...controller.environment } },
  };
}

/** Never two on one host; over zones as a wish, for one that waits elsewhere is better than one that waits for a place. */
function placement(site: SitePlan): PlacementPlan[] {
  return [
    { over: Domain.HOST, atMost: 1, hard: true },
    ...site.zones.length > 1 ? [{ over: Domain.ZONE, atMost: 1, hard: false }] : [],
  ];
}

function ports(path: string, { healthPort = 8081, metrics, webhook }: OperatorController): PortPlan[] {
  const all: PortPlan[] = [
    // probes come from the pod's own node, which every network policy lets in
    { name: 'health', number: healthPort, audience: Audience.PEERS },
    { name: 'metrics', number: metrics?.port ?? 8080, audience: Audience.MONITORING },
    ...webhook ? [{ name: WEBHOOK, number: webhook.port ?? 9443, audience: Audience.OUTSIDE }] : [],
  ];
  for (const { name, number } of all) {
    if (!Number.isInteger(number) || number < 1 || number > 65535) {
      refuse({ path, what: `port ${name} of the controller`, got: String(number), expected: 'a whole number from 1 to 65535', change: 'choose another one' });
    }
  }
  const clash = all.find(({ number }, at) => all.findIndex((other) => other.number === number) !== at);
  if (clash) {
    const first = all.find(({ number }) => number === clash.number)!;
    refuse({ path, what: `port ${clash.name} of the controller`, got: `${clash.number}, which is that of ${first.name}`, expected: 'a port for each', change: 'choose another one' });
  }
  return all;
}

function environment({ path, name, namespaceName, controller }: ControllerRequest, leads: boolean): Record<string, string> {
  const { healthPort = 8081, metrics, webhook, watchedNamespaces: watched } = controller;
  if (watched === undefined && (controller.environment?.WATCH_NAMESPACE ?? controller.pods?.environment?.WATCH_NAMESPACE) !== undefined) {
    refuse({ path, what: 'environment variable WATCH_NAMESPACE of controller', got: 'a value', expected: 'none: its rights would not follow', change: 'set watchedNamespaces' });
  }
  return {
    HEALTH_PORT: String(healthPort),
    LEADER_ELECTION: String(leads),
    ...leads ? { LEADER_ELECTION_LEASE: name } : {},
    METRICS_PORT: String(metrics?.port ?? 8080),
    OPERATOR_NAMESPACE: namespaceName,
    ...watched ? { WATCH_NAMESPACE: watched.join() } : {}, // the API server keeps no empty value
    ...webhook ? { WEBHOOK_CERTIFICATES: certificatePath(path, webhook), WEBHOOK_PORT: String(webhook.port ?? 9443) } : {},
  };
}

function collector(path: string, name: string): string {
  return isNamespaceName(name) ? name : refuse({
    path, what: 'controller.metrics.collectorNamespace', got: `'${name}'`, expected: 'the name of a namespace', change: "write it like 'monitoring'",
  });
}

/** Kubernetes takes a relative path for one below the root, and the program for one below where it started. */
function certificatePath(path: string, { certificatePath: told = CERTIFICATE_PATH }: OperatorWebhook): string {
  return /^\/[^:]+$/.test(told) ? told : refuse({
    path, what: 'controller.webhook.certificatePath', got: `'${told}'`, expected: 'the path of a folder, from the root on', change: `write it like '${CERTIFICATE_PATH}'`,
  });
}

function permissions(path: string, given: PermissionPlan[] = []): PermissionPlan[] {
  const empty = given.find(({ verbs }) => verbs.length === 0);
  if (empty) {
    refuse({ path, what: `controller.permissions on ${empty.resource}`, got: 'no verb', expected: 'one or more', change: "write verbs: ['get'], or leave it out" });
  }
  return given;
}

function watchedNamespaces(path: string, names: string[] | undefined): string[] | undefined {
  if (names === undefined) return undefined;
  const what = 'controller.watchedNamespaces';
  if (names.length === 0) refuse({ path, what, got: 'none', expected: 'names of namespaces', change: 'leave it out for all' });
  const wrong = names.find((name, at) => !isNamespaceName(name) || names.indexOf(name) !== at);
  if (wrong !== undefined) {
    const twice = isNamespaceName(wrong);
    refuse({
      path, what, got: `'${wrong}'${twice ? ' twice' : ''}`, expected: 'names of namespaces, each once', change: twice ? 'leave one out' : "write it like 'shop'",
    });
  }
  return names;
}

function finalized({ path, resources, controller }: ControllerRequest): string[] {
  const kinds = resources.map(({ kind }) => kind);
  for (const kind of controller.finalizes ?? []) {
    if (!kinds.includes(kind)) {
      refuse({ path, what: 'controller.finalizes', got: `'${kind}'`, expected: `one of ${kinds.join(', ')}`, change: `did you mean ${nearest(kind, kinds).word}?` });
    }
  }
  return controller.finalizes ?? [];
}

function webhookEndpoint(): EndpointPlan {
  return {
    name: WEBHOOK,
    suffix: WEBHOOK,
    component: COMPONENT,
    port: WEBHOOK,
    role: EndpointRole.ANY,
    told: RoleTold.ALL,
    encrypted: true,
    credentials: Credentials.NONE,
  };
}

/** The API server calls `<service>.<namespace>.svc`: https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#service-reference */
function webhookCertificate(name: string, namespaceName: string, secretName: string): CertificatePlan {
  const service = webhookService(name);
  return { name: WEBHOOK, secretName, commonName: service, organization: MANAGER, dnsNames: [`${service}.${namespaceName}.svc`, `${service}.${namespaceName}`] };
}

/** Name of the webhook's Service, and of its certificate. */
export function webhookService(name: string): string {
  return `${name}-${WEBHOOK}`;
}

/** The tag or digest, for a person. */
function versionOf(image: string): string {
  return /[:@]([^:@/]+)$/.exec(image)?.[1] ?? 'latest';
}
