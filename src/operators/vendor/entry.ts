/*
 * What is known of an operator that others make, as data. The mechanism beside this file reads it and knows no operator.
 */

/** Where a project publishes its release, from a version on. */
export interface ReleaseSource {
  /** The first version that it is true of. */
  readonly since: string;
  /**
   * Address of the manifests, or of the folder of `files`; `{version}` stands for the version.
   * @default - the project publishes no file of them, so nothing can be vendored
   */
  readonly manifests?: string;
  /** The files, where a release is not one. */
  readonly files?: string[];
  /** The lowest minor of Kubernetes that the version supports: 30 for 1.30. */
  readonly leastKubernetesMinor: number;
}

/** The Helm chart of the project itself. */
export interface ChartSource {
  /** `oci://` and a registry with its path, or the `https://` address of a repository of charts; `{version}` stands for the version. */
  readonly repository: string;
  readonly name: string;
  /**
   * What stands in front of the version in the chart's own version.
   * @default - nothing
   */
  readonly versionPrefix?: string;
}

/** A folder for kustomize in the project's git repository. */
export interface KustomizationSource {
  /** The `https://` address of the repository. */
  readonly repository: string;
  readonly folder: string;
  /** What stands in front of the version in the repository's tags. */
  readonly tagPrefix: string;
  /** The only namespace that it is made for. */
  readonly namespaceName: string;
}

/** A Deployment of the release. */
export interface ControllerEntry {
  readonly name: string;
  /** Whether several of its pods may run: they elect a leader, or they are alike and keep nothing. */
  readonly mayHaveReplicas: boolean;
}

/** A binding that is needed in each namespace that is watched. */
export interface WatchBinding {
  /** The RoleBinding of the release. */
  readonly name: string;
  /** Name of the ClusterRoleBinding that takes its place where all namespaces are watched. */
  readonly nameForAll: string;
}

/** How the operator is told which namespaces to watch. */
export interface WatchEntry {
  /** The environment variable that takes them, with commas between. */
  readonly variable: string;
  /** What it takes for all. */
  readonly all: string;
  readonly bindings: WatchBinding[];
}

/** Who connects to what: what the policies of a release's Deployments let in, and what others must. */
export interface PortEntry {
  readonly number: number;
  /** Who connects. */
  readonly from: 'operator' | 'API server' | 'monitoring';
  /** Whose port it is, and what it is for. */
  readonly to: string;
  /** The Deployments of the release whose port it is; none where it is one of what the operator makes. */
  readonly deployments?: string[];
}

/** What the catalogue says of one operator. What is left away there is none of. */
export interface CatalogueEntry {
  /** Its name on the command line and under `vendor/`. */
  readonly name: string;
  /** The construct that installs it. */
  readonly construct: string;
  /** Where its releases are, newest first. */
  readonly sources: ReleaseSource[];
  /** Its chart, if the library knows how to fill it. */
  readonly chart?: ChartSource;
  /** What takes the place of a chart in a project that has none. */
  readonly kustomization?: KustomizationSource;
  /** Names of its CustomResourceDefinitions. */
  readonly definitions: string[];
  /** Those of which the library writes objects, and the version that it writes them in. */
  readonly writtenAs?: Readonly<Record<string, string>>;
  /**
   * Whether it needs cert-manager in the cluster.
   * @default false
   */
  readonly needsCertManager?: boolean;
  /** The namespaces that its manifests name; the one that is asked for takes the place of each. */
  readonly namespaces?: string[];
  /** Flags of containers whose value is a namespace: `--leader-election-namespace`. */
  readonly namespaceArguments?: string[];
  /** Environment variables whose value is a namespace. */
  readonly namespaceVariables?: string[];
  /** Texts that name a namespace: a ConfigMap's name, a slash, the key. */
  readonly namespaceTexts?: string[];
  /** Repositories of the images whose tag begins with the operator's version. */
  readonly versionedImages?: string[];
  /**
   * What stands in front of the version in their tags.
   * @default - nothing
   */
  readonly tagPrefix?: string;
  /** Environment variables that name images, one a line, behind a `=` if the line has one. */
  readonly imageVariables?: RegExp;
  /** Flags of containers that name an image. */
  readonly imageArguments?: string[];
  readonly controllers: ControllerEntry[];
  /** How its manifests are told what to watch. None: it watches every namespace. */
  readonly watch?: WatchEntry;
  /** Whether it may be told so by values of its chart. */
  readonly watchedByChart?: boolean;
  readonly ports: PortEntry[];
  /** What goes when something of it is deleted, and what blocks. */
  readonly deleting: string[];
  /** Versions that were looked at: files read, installed from, or run. */
  readonly proven: string[];
}

/** `1.2.0`; three numbers, for every operator of the catalogue is numbered so. */
const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;

export function isVersion(text: string): boolean {
  return VERSION.test(text);
}

/** Below 0 where `a` is older than `b`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}

/** The source of a version, or nothing for one that is older than all that is known. */
export function sourceOf(entry: CatalogueEntry, version: string): ReleaseSource | undefined {
  return entry.sources.find(({ since }) => compareVersions(since, version) <= 0);
}

/** The oldest version that the catalogue knows. */
export function oldestVersion(entry: CatalogueEntry): string {
  return entry.sources[entry.sources.length - 1].since;
}

/** Why a text is no version of the operator that the catalogue knows. */
export function versionProblem(entry: CatalogueEntry, version: string): { readonly expected: string; readonly change: string } | undefined {
  const newest = entry.proven[entry.proven.length - 1];
  if (!isVersion(version)) {
    const plain = version.replace(/^v/, '');
    return { expected: 'a version as the project numbers it, three numbers', change: `write '${isVersion(plain) ? plain : newest}'` };
  }
  if (!sourceOf(entry, version)) return { expected: `${oldestVersion(entry)} or later`, change: `write '${newest}'` };
  return undefined;
}
