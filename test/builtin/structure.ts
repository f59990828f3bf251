/**
 * Checks any list of manifests for what Kubernetes accepts or half accepts and what then doesn't work.
 * It knows nothing of plans and nothing of the renderer: it reads the objects as a cluster would.
 */
export interface StructureOptions {
  /** Names of Secrets that come from elsewhere. */
  readonly externalSecrets?: string[];
  /** ConfigMaps and claims that somebody else makes. */
  readonly external?: string[];
  /** Keys of pod labels that somebody sets while the pods run. */
  readonly runtimeLabels?: string[];
  /** The minor of the Kubernetes version. */
  readonly kubernetesMinor?: number;
}

type Complain = (kind: string, object: any, text: string) => void;

interface World {
  readonly objects: any[];
  readonly options: StructureOptions;
  readonly owners: Owner[];
  readonly complain: Complain;
  find(kind: string, namespace: string | undefined, name: string): any;
}

/** An object that makes pods. */
interface Owner {
  readonly object: any;
  readonly namespace: string;
  readonly labels: Record<string, string>;
  readonly spec: any;
  /** undefined: runs now and then. */
  readonly pods?: number;
  readonly claims: string[];
}

const CLUSTER_WIDE = [
  'ClusterRole', 'ClusterRoleBinding', 'ClusterIssuer', 'CustomResourceDefinition', 'Namespace', 'PriorityClass', 'StorageClass',
  'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding',
];

/** Everything that is wrong, each beginning with the class of the finding. Empty: nothing is. */
export function structuralFindings(objects: any[], options: StructureOptions = {}): string[] {
  const findings: string[] = [];
  const world: World = {
    objects,
    options,
    owners: objects.flatMap(owner),
    complain: (kind, object, text) => findings.push(`${kind}: ${object.kind} ${object.metadata?.name}: ${text}`),
    find: (kind, namespace, name) => objects.find((object) =>
      object.kind === kind && object.metadata?.name === name && (namespace === undefined || object.metadata?.namespace === namespace)),
  };
  for (const check of [
    identities, names, labelsAndNamespaces, selectors, services, mounts, references, budgets, headless, bindings, empties, scripts, versions,
    ports, quantities, security, tokens, jobs,
  ]) {
    check(world);
  }
  return findings;
}

function owner(object: any): Owner[] {
  const template = object.kind === 'CronJob' ? object.spec.jobTemplate.spec.template : object.spec?.template;
  if (!['StatefulSet', 'Deployment', 'Job', 'CronJob', 'DaemonSet'].includes(object.kind) || !template) return [];
  const job = object.kind === 'Job' || object.kind === 'CronJob';
  return [{
    object,
    namespace: object.metadata.namespace,
    labels: template.metadata?.labels ?? {},
    spec: template.spec,
    pods: object.kind === 'CronJob' ? undefined : job ? object.spec.parallelism : object.spec.replicas ?? 1,
    claims: (object.spec.volumeClaimTemplates ?? []).map((claim: any) => claim.metadata.name),
  }];
}

function containers({ spec }: Owner): any[] {
  return [...spec.initContainers ?? [], ...spec.containers];
}

function selects(selector: any, labels: Record<string, string>, runtime: string[] = []): boolean {
  const equal = Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => runtime.includes(key) || labels[key] === value);
  return equal && (selector?.matchExpressions ?? []).every(({ key, operator, values }: any) => {
    if (runtime.includes(key)) return true;
    if (operator === 'In') return values.includes(labels[key]);
    if (operator === 'NotIn') return !values.includes(labels[key]);
    return operator === 'Exists' ? key in labels : !(key in labels);
  });
}

/** Labels that Kubernetes itself gives to pods. */
const GIVEN = ['statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index', 'batch.kubernetes.io/job-completion-index'];

function selected(world: World, namespace: string, selector: any): Owner[] {
  const runtime = [...GIVEN, ...world.options.runtimeLabels ?? []];
  return world.owners.filter((candidate) => candidate.namespace === namespace && selects(selector, candidate.labels, runtime));
}

function identities({ objects, complain }: World): void {
  const seen = new Set<string>();
  for (const object of objects) {
    const identity = [object.apiVersion?.split('/')[0], object.kind, object.metadata?.namespace, object.metadata?.name].join(' ');
    if (seen.has(identity)) complain('identity', object, 'another object has the same kind, namespace and name');
    seen.add(identity);
  }
}

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const SERVICE = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;
const SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Names of roles and bindings stand in a path and need no more. */
const PATH_SEGMENT = /^(?!\.\.?$)[^/%]{1,253}$/;

function pattern({ apiVersion, kind }: any): RegExp {
  if (String(apiVersion).startsWith('rbac.authorization.k8s.io/')) return PATH_SEGMENT;
  return kind === 'Service' ? SERVICE : SUBDOMAIN;
}

function names({ objects, complain }: World): void {
  for (const object of objects) {
    const name = String(object.metadata?.name);
    const last = (object.kind === 'Job' ? object.spec?.completions : object.spec?.replicas) ?? 1;
    if (!pattern(object).test(name)) complain('name', object, 'no valid name for its kind');
    if (object.kind === 'StatefulSet' && name.length > 52) complain('name', object, 'too long for the label controller-revision-hash of its pods');
    if (object.kind === 'CronJob' && name.length > 52) complain('name', object, 'too long for its Jobs');
    if (['StatefulSet', 'Job'].includes(object.kind) && !LABEL.test(`${name}-${last - 1}`)) complain('name', object, 'too long for the host name of its last pod');
    if (object.kind === 'Deployment' && !LABEL.test(name)) complain('name', object, 'no valid host name');
  }
}

function labelsAndNamespaces({ objects, owners, complain }: World): void {
  const bad = (labels: Record<string, string> = {}) => Object.entries(labels).find(([key, value]) =>
    !/^([a-z0-9.-]{1,253}\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(key)
    || !/^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/.test(value));
  for (const object of objects) {
    const label = bad(object.metadata?.labels);
    if (label) complain('label', object, `${label.join(': ')} is no valid label`);
    const wide = CLUSTER_WIDE.includes(object.kind);
    if (wide && object.metadata?.namespace !== undefined) complain('namespace', object, 'it is in none');
    if (!wide && !LABEL.test(object.metadata?.namespace ?? '')) complain('namespace', object, 'needs one');
  }
  for (const { object, labels } of owners) {
    const label = bad(labels);
    if (label) complain('label', object, `${label.join(': ')} is no valid label of its pods`);
  }
}

function selectors(world: World): void {
  const { objects, owners, complain } = world;
  for (const { object, labels } of owners) {
    if (['StatefulSet', 'Deployment', 'DaemonSet'].includes(object.kind) && !selects(object.spec.selector, labels)) {
      complain('selector', object, 'does not select its own pods');
    }
    const others = owners.filter((candidate) => candidate.object !== object && candidate.namespace === object.metadata.namespace);
    if (object.spec.selector && others.some((candidate) => selects(object.spec.selector, candidate.labels))) {
      complain('selector', object, "selects another owner's pods");
    }
    for (const constraint of object.spec.template?.spec.topologySpreadConstraints ?? []) {
      if (!selects(constraint.labelSelector, labels)) complain('selector', object, `its spread over ${constraint.topologyKey} does not count its own pods`);
    }
  }
  for (const object of objects) {
    const selector = object.kind === 'NetworkPolicy' ? object.spec.podSelector : object.kind === 'PodDisruptionBudget' ? object.spec.selector : undefined;
    if (selector && selected(world, object.metadata.namespace, selector).length === 0) complain('selector', object, 'selects no pods');
  }
}

function services(world: World): void {
  for (const object of world.objects.filter(({ kind, spec }) => kind === 'Service' && spec.selector)) {
    const behind = selected(world, object.metadata.namespace, { matchLabels: object.spec.selector });
    if (behind.length === 0) world.complain('service', object, 'selects no pods');
    for (const port of object.spec.ports ?? []) {
      const target = port.targetPort ?? port.port;
      for (const { object: pods, spec } of behind) {
        const open = spec.containers.flatMap((container: any) => container.ports ?? []);
        if (!open.some((candidate: any) => candidate.name === target || candidate.containerPort === target)) {
          world.complain('service', object, `pods of ${pods.metadata.name} have no port ${target}`);
        }
      }
    }
  }
}

function mounts({ owners, complain }: World): void {
  for (const pods of owners) {
    const { object, spec, claims } = pods;
    const volumes: string[] = [...(spec.volumes ?? []).map((volume: any) => volume.name), ...claims];
    const twice = volumes.find((name, at) => volumes.indexOf(name) !== at);
    if (twice) complain('volume', object, `two volumes named ${twice}`);
    for (const container of containers(pods)) {
      const paths = (container.volumeMounts ?? []).map((mount: any) => mount.mountPath);
      for (const mount of container.volumeMounts ?? []) {
        if (!volumes.includes(mount.name)) complain('volume', object, `container ${container.name} mounts ${mount.name}, which is no volume`);
        if (!mount.mountPath.startsWith('/')) complain('volume', object, `container ${container.name} mounts at ${mount.mountPath}, which is not absolute`);
      }
      if (new Set(paths).size < paths.length) complain('volume', object, `container ${container.name} mounts twice at one path`);
    }
    const used = containers(pods).flatMap((container) => (container.volumeMounts ?? []).map((mount: any) => mount.name));
    const idle = volumes.find((name) => !used.includes(name));
    if (idle) complain('volume', object, `nobody mounts ${idle}`);
  }
}

function references(world: World): void {
  const { objects, owners, options, complain } = world;
  const certified = (namespace: string, name: string) => objects.some((object) =>
    object.kind === 'Certificate' && object.metadata.namespace === namespace && object.spec.secretName === name);
  for (const pods of owners) {
    const { object, namespace, spec } = pods;
    const secret = (name: string) => {
      if (!certified(namespace, name) && !world.find('Secret', namespace, name) && !options.externalSecrets?.includes(name)) {
        complain('reference', object, `nobody makes Secret ${name}`);
      }
    };
    const config = (name: string, keys: string[] = []) => {
      if (name === 'kube-root-ca.crt') return;
      const found = world.find('ConfigMap', namespace, name);
      if (!found && !options.external?.includes(name)) complain('reference', object, `there is no ConfigMap ${name}`);
      for (const key of keys) {
        if (found && found.data?.[key] === undefined) complain('reference', object, `ConfigMap ${name} has no ${key}`);
      }
    };
    const keys = (source: any) => (source.items ?? []).map((item: any) => item.key);
    for (const volume of spec.volumes ?? []) {
      for (const source of [volume, ...volume.projected?.sources ?? []]) {
        if (source.configMap) config(source.configMap.name, keys(source.configMap));
        if (source.secret) secret(source.secret.secretName ?? source.secret.name);
      }
      const claim = volume.persistentVolumeClaim?.claimName;
      if (claim && !world.find('PersistentVolumeClaim', namespace, claim) && !options.external?.includes(claim)) complain('reference', object, `there is no PersistentVolumeClaim ${claim}`);
    }
    for (const container of containers(pods)) {
      for (const { valueFrom } of container.env ?? []) {
        if (valueFrom?.configMapKeyRef) config(valueFrom.configMapKeyRef.name, [valueFrom.configMapKeyRef.key]);
        if (valueFrom?.secretKeyRef) secret(valueFrom.secretKeyRef.name);
      }
      for (const source of container.envFrom ?? []) {
        if (source.configMapRef) config(source.configMapRef.name);
        if (source.secretRef) secret(source.secretRef.name);
      }
    }
    for (const { name } of spec.imagePullSecrets ?? []) secret(name);
    if (spec.serviceAccountName && !world.find('ServiceAccount', namespace, spec.serviceAccountName)) {
      complain('reference', object, `there is no ServiceAccount ${spec.serviceAccountName}`);
    }
  }
}

function budgets(world: World): void {
  const { objects, owners, complain } = world;
  const all = objects.filter((object) => object.kind === 'PodDisruptionBudget');
  for (const { object, namespace, labels } of owners) {
    const over = all.filter((budget) => budget.metadata.namespace === namespace && selects(budget.spec.selector, labels));
    if (over.length > 1) complain('budget', object, `its pods are in ${over.length} budgets, so they can't be evicted`);
  }
  for (const budget of all) {
    const behind = selected(world, budget.metadata.namespace, budget.spec.selector);
    const pods = behind.reduce((sum, candidate) => sum + (candidate.pods ?? 0), 0);
    const { maxUnavailable, minAvailable } = budget.spec;
    if ((maxUnavailable === undefined) === (minAvailable === undefined)) complain('budget', budget, 'says none or both of maxUnavailable and minAvailable');
    const percent = (value: unknown) => Math.ceil(parseFloat(String(value)) * pods / 100);
    const number = (value: any) => typeof value === 'string' ? percent(value) : value;
    const allowed = maxUnavailable !== undefined ? number(maxUnavailable) : pods - number(minAvailable);
    if (allowed < 1) complain('budget', budget, 'lets nobody go: drains never end');
    const scalable = behind.every((candidate) => ['StatefulSet', 'Deployment'].includes(candidate.object.kind));
    if (!scalable && typeof minAvailable !== 'number') complain('budget', budget, 'its owner has no scale, so only an integer minAvailable works');
  }
}

function headless(world: World): void {
  const check = (object: any, name: string | undefined, labels: Record<string, string>) => {
    const service = name === undefined ? undefined : world.find('Service', object.metadata.namespace, name);
    if (!service) return world.complain('headless', object, `there is no Service ${name}`);
    if (service.spec.clusterIP !== 'None') world.complain('headless', object, `Service ${name} is not headless`);
    if (!selects({ matchLabels: service.spec.selector }, labels)) world.complain('headless', object, `Service ${name} does not select its pods`);
  };
  for (const { object, labels, spec } of world.owners) {
    if (object.kind === 'StatefulSet') check(object, object.spec.serviceName, labels);
    else if (spec.subdomain !== undefined) check(object, spec.subdomain, labels);
  }
}

function bindings(world: World): void {
  for (const object of world.objects.filter(({ kind }) => ['RoleBinding', 'ClusterRoleBinding'].includes(kind))) {
    const { roleRef, subjects = [] } = object;
    const namespace = roleRef?.kind === 'Role' ? object.metadata.namespace : undefined;
    if (!world.find(roleRef?.kind, namespace, roleRef?.name)) world.complain('binding', object, `there is no ${roleRef?.kind} ${roleRef?.name}`);
    for (const subject of subjects) {
      if (subject.kind === 'ServiceAccount' && !world.find('ServiceAccount', subject.namespace, subject.name)) {
        world.complain('binding', object, `there is no ServiceAccount ${subject.namespace}/${subject.name}`);
      }
    }
  }
}

/** Where empty is a value: an emptyDir with defaults, a selector of everything, a rule that lets in all, a subresource without options. */
const MAY_BE_EMPTY = ['emptyDir', 'podSelector', 'namespaceSelector', 'selfSigned', 'status'];

function empties({ objects, complain }: World): void {
  const walk = (object: any, value: any, at: string[]) => {
    if (value === null) return complain('empty', object, `${at.join('.')} is null`);
    if (typeof value !== 'object') return;
    if (Object.keys(value).length === 0 && !MAY_BE_EMPTY.includes(at[at.length - 1])) complain('empty', object, `${at.join('.')} is empty`);
    for (const [key, child] of Object.entries(value)) walk(object, child, [...at, key]);
  };
  for (const object of objects) walk(object, object, []);
}

/** The files that a container sees, by path, with what `prepare.sh` copies. */
function scripts(world: World): void {
  for (const pods of world.owners) {
    const { object, namespace, spec } = pods;
    const data = (volumeName: string) => {
      const volume = (spec.volumes ?? []).find((candidate: any) => candidate.name === volumeName);
      return volume?.configMap && world.find('ConfigMap', namespace, volume.configMap.name)?.data;
    };
    const memberDir = containers(pods).flatMap((container) => container.env ?? []).find((variable: any) => variable.name === 'MEMBER_DIR')?.value;
    for (const container of containers(pods)) {
      const folders: [string, any][] = (container.volumeMounts ?? []).map((mount: any) => [`${mount.mountPath}/`, data(mount.name)]);
      if (memberDir) folders.push([`${memberDir}/files/`, data('config')]);
      const commands = [
        container.command, container.args, container.readinessProbe?.exec?.command, container.livenessProbe?.exec?.command,
        container.startupProbe?.exec?.command, container.lifecycle?.preStop?.exec?.command,
      ];
      for (const word of commands.flatMap((command) => command ?? [])) {
        for (const [folder, files] of folders) {
          if (files && word.startsWith(folder) && files[word.slice(folder.length)] === undefined) {
            complainOnce(world, object, `container ${container.name} runs ${word}, which is in no ConfigMap`);
          }
        }
        const inRun = /^\/(run\/member|etc\/task)\/files\//.exec(word);
        if (inRun && !folders.some(([folder, files]) => files && word.startsWith(folder))) {
          complainOnce(world, object, `container ${container.name} runs ${word}, and nothing puts files there`);
        }
      }
    }
  }
}

function complainOnce({ complain }: World, object: any, text: string): void {
  complain('script', object, text);
}

/** Fields and values by the minor from which they may be counted on. */
const SINCE: [minor: number, what: RegExp][] = [
  [28, /apps\.kubernetes\.io\/pod-index|batch\.kubernetes\.io\/job-completion-index": ?"/],
  [29, /"(backoffLimitPerIndex|maxFailedIndexes|podReplacementPolicy)":/],
  [30, /"(appArmorProfile|sleep)":|"ValidatingAdmissionPolicy(Binding)?"/],
  [31, /"(successPolicy|trafficDistribution)":/],
  [32, /"managedBy":/],
  [33, /"(supplementalGroupsPolicy|hostUsers)":/],
  [35, /metadata\.labels\['topology\.kubernetes\.io\/(zone|region)'\]/],
  [35, /"updateStrategy":\{[^}]*"maxUnavailable"/],
];

function versions({ objects, options, complain }: World): void {
  if (options.kubernetesMinor === undefined) return;
  for (const object of objects) {
    const text = JSON.stringify(object.kind === 'ConfigMap' ? {} : object);
    for (const [minor, what] of SINCE) {
      const found = what.exec(text);
      if (found && minor > options.kubernetesMinor) complain('version', object, `${found[0]} needs Kubernetes 1.${minor}`);
    }
    const always = (object.spec?.template?.spec?.initContainers ?? []).find((container: any) => container.restartPolicy === 'Always');
    if (always && options.kubernetesMinor < 29) complain('version', object, `sidecar ${always.name} as an init container needs Kubernetes 1.29`);
  }
}

function ports({ objects, owners, complain }: World): void {
  const valid = (name: string) => /^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && name.length <= 15;
  for (const { object, spec } of owners) {
    const open = spec.containers.flatMap((container: any) => container.ports ?? []);
    const wrong = open.find((port: any) => port.name !== undefined && !valid(port.name));
    if (wrong) complain('port', object, `${wrong.name} is no valid name`);
    const listed = open.map((port: any) => port.name).filter((name: any) => name !== undefined);
    if (new Set(listed).size < listed.length) complain('port', object, 'two ports of a pod have one name');
    const numbers = open.map((port: any) => port.containerPort);
    if (new Set(numbers).size < numbers.length) complain('port', object, 'two ports of a pod have one number');
    if (numbers.some((number: any) => !Number.isInteger(number) || number < 1 || number > 65535)) complain('port', object, 'a number is out of range');
  }
  for (const object of objects.filter(({ kind }) => kind === 'Service')) {
    const listed = (object.spec.ports ?? []).map((port: any) => port.name);
    if (new Set(listed).size < listed.length) complain('port', object, 'two ports have one name');
    if (object.spec.clusterIP !== 'None' && listed.length === 0) complain('port', object, 'has no port');
  }
}

/** As the API server would write it. */
function quantities({ owners, complain }: World): void {
  const check = (object: any, what: string, quantity: unknown) => {
    const match = /^(\d+)(m|k|M|G|T|Ki|Mi|Gi|Ti|Pi)?$/.exec(String(quantity));
    if (!match || typeof quantity !== 'string') return complain('quantity', object, `${what}: ${quantity} is not in canonical form`);
    const [, digits, unit = ''] = match;
    const step = unit.endsWith('i') ? 1024 : 1000;
    const reducible = unit !== '' && Number(digits) % step === 0 && digits !== '0' && unit !== 'Pi';
    if (reducible || digits !== String(Number(digits)) || (unit === '' && digits.endsWith('000'))) {
      complain('quantity', object, `${what}: ${quantity} is not in canonical form`);
    }
  };
  for (const pods of owners) {
    for (const container of containers(pods)) {
      for (const [name, quantity] of [...Object.entries(container.resources?.limits ?? {}), ...Object.entries(container.resources?.requests ?? {})]) {
        check(pods.object, `${name} of ${container.name}`, quantity);
      }
    }
    for (const volume of pods.spec.volumes ?? []) {
      if (volume.emptyDir?.sizeLimit !== undefined) check(pods.object, `volume ${volume.name}`, volume.emptyDir.sizeLimit);
    }
    for (const claim of pods.object.spec.volumeClaimTemplates ?? []) {
      check(pods.object, `claim ${claim.metadata.name}`, claim.spec.resources.requests.storage);
      if (!claim.apiVersion || !claim.kind) complain('quantity', pods.object, `claim ${claim.metadata.name} lacks apiVersion or kind`);
    }
  }
}

/** Pod Security Standards, restricted; sidecars are the user's. */
function security({ owners, complain }: World): void {
  for (const pods of owners) {
    const { object, spec } = pods;
    const pod = spec.securityContext ?? {};
    if (pod.runAsNonRoot !== true || !(pod.runAsUser > 0) || pod.seccompProfile?.type !== 'RuntimeDefault') complain('security', object, 'its pods are not restricted');
    if (spec.hostNetwork || spec.hostPID || spec.hostIPC || (spec.volumes ?? []).some((volume: any) => volume.hostPath)) complain('security', object, 'its pods reach into the host');
    for (const container of [...spec.initContainers ?? [], spec.containers[0]]) {
      const own = container.securityContext ?? {};
      if (own.allowPrivilegeEscalation !== false || !own.capabilities?.drop?.includes('ALL') || own.privileged) {
        complain('security', object, `container ${container.name} is not restricted`);
      }
    }
    if (spec.enableServiceLinks !== false) complain('security', object, 'Services of the namespace set variables in its pods');
  }
}

/** A token only for those who have a right, and for each who has one. */
function tokens({ objects, owners, complain }: World): void {
  const entitled = (namespace: string, account: string) => objects.some((object) =>
    ['RoleBinding', 'ClusterRoleBinding'].includes(object.kind)
    && object.subjects?.some((subject: any) => subject.name === account && subject.namespace === namespace));
  for (const { object, namespace, spec } of owners) {
    const mounted = (spec.volumes ?? []).some((volume: any) => volume.projected?.sources?.some((source: any) => source.serviceAccountToken));
    if (spec.automountServiceAccountToken !== false) complain('token', object, 'every container of its pods gets a token');
    if (mounted && !entitled(namespace, spec.serviceAccountName)) complain('token', object, 'has a token and no right');
    if (!mounted && entitled(namespace, spec.serviceAccountName)) complain('token', object, 'has a right and no token');
  }
}

function jobs({ objects, complain }: World): void {
  for (const object of objects.filter(({ kind }) => kind === 'Job' || kind === 'CronJob')) {
    const spec = object.kind === 'Job' ? object.spec : object.spec.jobTemplate.spec;
    if (spec.podFailurePolicy && spec.template.spec.restartPolicy !== 'Never') complain('job', object, 'podFailurePolicy needs restartPolicy Never');
    if (!['Never', 'OnFailure'].includes(spec.template.spec.restartPolicy)) complain('job', object, 'restarts its pods for ever');
    if (spec.ttlSecondsAfterFinished !== undefined) complain('job', object, 'vanishes when done, and a GitOps tool makes it again');
    for (const rule of spec.podFailurePolicy?.rules ?? []) {
      const container = rule.onExitCodes?.containerName;
      if (container && !spec.template.spec.containers.some((candidate: any) => candidate.name === container)) complain('job', object, `no container ${container}`);
    }
  }
}
