// Gathers what a run needs from the cache, or builds it.
import { spawnSync } from 'child_process';
import * as path from 'path';
import { API_SERVER_VERSIONS, apiServer, argoCd, certManager, coredns, kube, kustomizeController, kwok, missing as lacksForArtifacts, pause, promtool, tools } from './artifacts';
import { cacheFolder } from './artifacts/cache';
import { Parts } from './cluster/parts';
import { flinkDefinitions } from './definitions/flink';
import { gitOpsDefinitions } from './definitions/git-ops';
import { prometheusDefinitions } from './definitions/prometheus';
import { strimziDefinitions } from './definitions/strimzi';
import { trainingDefinitions } from './definitions/training';
import { VERSION as FLINK } from './flink/declaration';
import { countingImage } from './flink/job';
import { kafkaImage } from './images/kafka/recipe';
import { pauseImage } from './images/pause';
import { pytorchImage } from './images/pytorch/recipe';
import { tensorflowImage } from './images/tensorflow/recipe';
import { VERSION } from './kafka/declaration';
import { OWN_OPERATOR } from './own-operator/example';
import { controllerImage } from './own-operator/image';
import { totalsImage } from './pipeline/job';
import { FlinkJob, Suite, TrainingPart } from './suites';
import { Installable, installableJobset, installableTrainingOperator } from './training/operators';
import { exporterImage, exporterJar } from './watching/exporter';

/** Programs that a run needs besides what the artifacts are built with. */
const PROGRAMS: Record<string, string> = {
  git: 'git', openssl: 'openssl', mvn: 'Maven', java: 'a JDK', setpriv: 'util-linux', nsenter: 'util-linux', sysctl: 'procps', ps: 'procps',
};

const JOB_IMAGES: Record<FlinkJob, () => Promise<string>> = {
  'counting:1': () => countingImage(FLINK.version, 1),
  'counting:2': () => countingImage(FLINK.version, 2),
  'totals:1': () => totalsImage(FLINK.version),
};

/** What this machine lacks for a cluster of its own, in words. */
export function missing(): string[] {
  return [
    ...lacksForArtifacts(),
    ...Object.entries(PROGRAMS).filter(([program]) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0)
      .map(([program, of]) => `got no ${program} on the PATH; install ${of}`),
  ];
}

type Own = 'run' | 'folder';
type Last = 'kwok' | 'apiServers' | 'definitions' | 'complete';

/** What suites need that need no cluster. */
export async function gatherAlone(suites: readonly Suite[]): Promise<void> {
  if (suites.length === 0) { return; }
  await promtool();
  await exporterJar();
}

/** What a cluster is made of. One build at a time: each takes every core it gets. */
export async function gather(suites: readonly Suite[], up: boolean): Promise<Omit<Parts, Own | Last>> {
  const { env } = await tools();
  const { bin, version } = await kube();
  const dns = await coredns();
  const certificates = await certManager();
  const images = [await pauseImage(path.dirname((await pause()).program))];
  for (const each of kafkaVersions(suites, up)) { images.push(await kafkaImage(each)); }
  for (const job of new Set(suites.flatMap((s) => s.jobs ?? []))) { images.push(await JOB_IMAGES[job]()); }
  if (suites.some((s) => s.jobs)) { await promtool(); }
  if (suites.some((s) => s.metrics)) {
    images.push(await exporterImage());
    await promtool();
  }
  if (suites.some((s) => s.example === OWN_OPERATOR)) { images.push(await controllerImage()); }
  const flux = suites.some((s) => s.flux) ? await kustomizeController() : undefined;
  const argo = suites.some((s) => s.argoCd) ? await argoCd() : undefined;
  const training = await trainingParts(suites);
  images.push(...training.images);
  const operators = { flux, argoCd: argo, training: training.manifests };
  return { cache: cacheFolder(), kube: bin, version, coredns: dns.program, certManager: certificates, ...operators, images, env };
}

/** The images of trainers and of operators, and the operators' manifests by their names. */
async function trainingParts(suites: readonly Suite[]): Promise<{ images: string[]; manifests: Record<string, string> }> {
  const asked = new Set(suites.flatMap((s) => s.training ?? []));
  const images: string[] = [], manifests: Record<string, string> = {};
  if (asked.has('pytorch')) { images.push(await pytorchImage()); }
  if (asked.has('tensorflow')) { images.push(await tensorflowImage()); }
  const operators: [TrainingPart, () => Promise<Installable>][] = [['training-operator', installableTrainingOperator], ['jobset', installableJobset]];
  for (const [name, installable] of operators.filter(([each]) => asked.has(each))) {
    const operator = await installable();
    images.push(...operator.images);
    manifests[name] = operator.manifests;
  }
  return { images, manifests };
}

/** The versions of Kafka that the suites run, or the newest. */
function kafkaVersions(suites: readonly Suite[], up: boolean): string[] {
  const worlds = suites.filter((s) => s.nodes).flatMap((s) => s.worlds);
  const newest = up || worlds.length > 0 || suites.some((s) => s.kafka);
  return [...new Set([...newest ? [VERSION] : [], ...worlds.map((w) => w.version ?? VERSION)].map((v) => v.version))];
}

/** What the suites that come last need besides. */
export async function gatherLast(suites: readonly Suite[]): Promise<Pick<Parts, Last>> {
  const apiServers: Record<string, string> = {}, definitions: string[] = [];
  if (suites.some((s) => s.everyVersion)) {
    definitions.push(
      await prometheusDefinitions(), await strimziDefinitions(), ...await gitOpsDefinitions(), await flinkDefinitions(), await trainingDefinitions(),
    );
    for (const each of API_SERVER_VERSIONS) { apiServers[each] = (await apiServer(each)).program; }
  }
  return { kwok: suites.some((s) => s.fakeNodes) ? await kwok() : undefined, apiServers, definitions, complete: true };
}
