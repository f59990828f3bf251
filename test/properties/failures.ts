import { readProperties } from './java-properties';

/**
 * What a failure does to a Kafka cluster, worked out from its manifests alone: every place that the scheduler may give
 * to its pods, every node or zone that may be lost, every set of brokers that may hold a partition.
 * It shares no line with the library's own arithmetic.
 */

/** Pods of one StatefulSet, and where they may stand. */
interface Pods {
  readonly name: string;
  readonly count: number;
  /** The most of them on one node; undefined: any number. */
  readonly perNode?: number;
  /** The most of them in one zone; undefined: any number. */
  readonly perZone?: number;
  /** The zones that they may stand in; undefined: any. */
  readonly zones?: number;
  readonly broker: boolean;
  readonly voter: boolean;
  /** Whether brokers tell Kafka their zone. */
  readonly knowsRack: boolean;
  /** How many evictions may take at once. */
  readonly evictions: number;
  readonly settings: Record<string, string>;
}

/** How often a piece is kept, and how many copies it needs in sync to take writes. */
interface Piece {
  readonly what: string;
  readonly copies: number;
  readonly needs: number;
}

export interface Promised {
  /** The label that the failure takes: the node's name, or the zone. */
  readonly loses: 'node' | 'zone';
  readonly keepsAcknowledgedWrites: boolean;
  readonly servesDuringMaintenance: boolean;
}

const ZONE = 'topology.kubernetes.io/zone';
const NODE = 'kubernetes.io/hostname';

function matches(selector: any, labels: Record<string, string>): boolean {
  return Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
}

function readPods(objects: any[]): Pods[] {
  return objects.filter(({ kind }) => kind === 'StatefulSet').map(({ metadata, spec }) => {
    const { labels } = spec.template.metadata;
    const pod = spec.template.spec;
    const config = objects.find((object) => object.kind === 'ConfigMap' && pod.volumes.some((volume: any) => volume.configMap?.name === object.metadata.name));
    const settings = readProperties(config.data['server.properties']);
    const roles = settings['process.roles'].split(',');
    const apart: any[] = pod.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
    const spread: any[] = pod.topologySpreadConstraints ?? [];
    const allowed: string[] | undefined = pod.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
      ?.nodeSelectorTerms[0].matchExpressions.find((expression: any) => expression.key === ZONE && expression.operator === 'In')?.values;
    // skew is counted from 0, and so caps each domain, only where more domains are demanded than there can be
    const cap = (key: string, domains: number) => Math.min(
      ...apart.filter((term) => term.topologyKey === key && matches(term.labelSelector, labels)).map(() => 1),
      ...spread.filter((c) => c.topologyKey === key && c.whenUnsatisfiable === 'DoNotSchedule' && matches(c.labelSelector, labels) && (c.minDomains ?? 1) > domains)
        .map((c) => c.maxSkew),
    );
    const finite = (n: number) => Number.isFinite(n) ? n : undefined;
    const budgets = objects.filter(({ kind, spec: own }) => kind === 'PodDisruptionBudget' && matches(own.selector, labels));
    return {
      name: metadata.name,
      count: spec.replicas,
      perNode: finite(cap(NODE, spec.replicas)),
      perZone: allowed && finite(cap(ZONE, allowed.length)),
      zones: allowed?.length,
      broker: roles.includes('broker'),
      voter: roles.includes('controller'),
      knowsRack: pod.initContainers.some((container: any) => container.env.some((variable: any) => variable.name === 'ZONES')),
      evictions: budgets.length === 0 ? spec.replicas : Math.min(...budgets.map(({ spec: own }) => own.maxUnavailable)),
      settings,
    };
  });
}

/** Everything that is kept in copies: the defaults, Kafka's own topics, the declared ones. */
function readPieces(objects: any[], settings: Record<string, string>): Piece[] {
  const number = (key: string) => {
    if (!/^\d+$/.test(settings[key])) throw new Error(`${key} is ${settings[key]}`);
    return Number(settings[key]);
  };
  const needs = number('min.insync.replicas');
  const jobs = objects.filter(({ kind }) => kind === 'Job').flatMap(({ spec }) => spec.template.spec.containers[0].env);
  const declared: string[] = jobs.filter(({ name }: any) => name === 'TOPICS').flatMap(({ value }: any) => value.trim().split('\n'));
  return [
    { what: 'default', copies: number('default.replication.factor'), needs },
    { what: 'offsets', copies: number('offsets.topic.replication.factor'), needs },
    { what: 'transactions', copies: number('transaction.state.log.replication.factor'), needs: number('transaction.state.log.min.isr') },
    ...declared.map((record) => {
      const [topic, , copies, ...config] = record.split(' ');
      const own = config.find((setting) => setting.startsWith('min.insync.replicas='));
      return { what: `topic ${topic}`, copies: Number(copies), needs: own ? Number(own.split('=')[1]) : needs };
    }),
  ];
}

/** Every way to put `pods` into `domains` of at most `cap` each; domains are alike, so fullest first. */
export function placements(pods: number, domains: number, cap: number): number[][] {
  if (domains === 0) return pods === 0 ? [[]] : [];
  const ways: number[][] = [];
  for (let first = Math.min(pods, cap); first >= 0; first--) {
    for (const rest of placements(pods - first, domains - 1, first)) ways.push([first, ...rest]);
  }
  return ways;
}

/** Every set of `size` of the brokers, each told by its domain. */
function subsets(brokers: number[], size: number): number[][] {
  if (size === 0) return [[]];
  return brokers.flatMap((broker, i) => subsets(brokers.slice(i + 1), size - 1).map((rest) => [broker, ...rest]));
}

/** Where the copies of a partition may lie: with racks known, in as many racks as there are copies or racks in use. */
function copySets(place: number[], copies: number, byRack: boolean): number[][] {
  const brokers = place.flatMap((n, domain) => Array.from({ length: n }, () => domain));
  const inUse = place.filter((n) => n > 0).length;
  return subsets(brokers, copies).filter((set) => !byRack || new Set(set).size === Math.min(copies, inUse));
}

/** What breaks. Nothing: the promise holds wherever the pods stand. */
export function broken(objects: any[], promised: Promised): string[] {
  const all = readPods(objects);
  const found = new Set<string>();
  const brokers = all.find((pods) => pods.broker)!;
  // controllers give topics their number of copies, and both know how many must be in sync
  const pieces = readPieces(objects, { ...all.find((pods) => pods.voter)!.settings, ...brokers.settings });
  for (const pods of all) {
    const zone = promised.loses === 'zone';
    if (zone && pods.zones === undefined) found.add(`${pods.name}: nothing says in which zones it stands`);
    const domains = zone ? pods.zones ?? 1 : pods.count;
    const cap = (zone ? pods.perZone : pods.perNode) ?? pods.count;
    const ways = placements(pods.count, domains, cap);
    if (ways.length === 0) found.add(`${pods.name}: there is no place for ${pods.count} pods`);
    for (const place of ways) {
      for (let lost = 0; lost < domains; lost++) {
        const left = pods.count - place[lost];
        if (pods.voter && left * 2 <= pods.count) found.add(`${pods.name} [${place}]: ${left} of ${pods.count} voters are left`);
        if (!pods.broker) continue;
        for (const { what, copies, needs } of pieces) {
          for (const set of copySets(place, copies, zone && pods.knowsRack)) {
            const gone = set.filter((domain) => domain === lost).length;
            if (copies - gone < needs) found.add(`${pods.name} [${place}]: ${what}: ${copies - gone} copies are left, writes need ${needs}`);
            if (promised.keepsAcknowledgedWrites && gone >= needs) found.add(`${pods.name} [${place}]: ${what}: all ${needs} copies that acknowledged are gone`);
          }
        }
      }
    }
    if (promised.servesDuringMaintenance) {
      if (pods.voter && (pods.count - pods.evictions) * 2 <= pods.count) found.add(`${pods.name}: a drain takes the majority`);
      for (const { what, copies, needs } of pods.broker ? pieces : []) {
        if (copies - pods.evictions < needs) found.add(`${pods.name}: ${what}: a drain stops writes`);
      }
    }
    if (pods.evictions < 1) found.add(`${pods.name}: no drain ever ends`);
  }
  const voters = all.filter((pods) => pods.voter).reduce((sum, pods) => sum + pods.count, 0);
  if (brokers.settings['controller.quorum.bootstrap.servers'].split(',').length !== voters) found.add('brokers know another number of voters');
  if (promised.keepsAcknowledgedWrites && brokers.settings['unclean.leader.election.enable'] !== 'false') found.add('an unclean copy may lead');
  return [...found];
}
