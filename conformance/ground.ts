// What the suites stand on: the cluster of this run, or the one that was given.
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { LocalCluster } from './cluster/cluster';
import { ZONE_LABEL } from './cluster/zones';
import { Api } from './kubernetes/api';

export interface Ground {
  readonly api: Api;
  /** Power over nodes; only over a cluster of its own. */
  readonly local?: LocalCluster;
  readonly zones: readonly string[];
  /** `1.34` */
  readonly kubernetesVersion: string;
  /** A namespace of this run's own. */
  namespace(word: string): string;
}

export async function clusterOfThisRun(): Promise<Ground> {
  const folder = process.env.CONFORMANCE_RUN, given = process.env.CONFORMANCE_KUBECONFIG;
  const local = folder ? await LocalCluster.join(folder) : undefined;
  const api = local?.api ?? await Api.open('kubectl', given!, path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'conformance-')), 'api.sock'));
  const nodes = await api.list({ apiVersion: 'v1', kind: 'Node' });
  const zones = [...new Set(nodes.map((n) => n.metadata.labels?.[ZONE_LABEL]).filter((z): z is string => !!z))].sort();
  if (zones.length < 3) { throw new Error(`the cluster has nodes in ${zones.length} zones (label ${ZONE_LABEL}), expected three or more`); }
  if (!await api.get('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'certificates.cert-manager.io')) {
    throw new Error('the cluster has no cert-manager (certificates.cert-manager.io), which the manifests need: install it first');
  }
  const version = (await api.request('GET', '/version')).body;
  const kubernetesVersion = `${version.major}.${String(version.minor).replace(/\D.*/, '')}`;
  const suffix = Date.now().toString(36);
  return { api, local, zones: zones.slice(0, 3), kubernetesVersion, namespace: (word) => local ? word : `conformance-${word}-${suffix}` };
}
