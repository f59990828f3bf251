// What the years bring: another version, other settings, other certificates, new disks.
import { Figures, underLoad } from './experiment';
import { REQUEST_TIMEOUT_SECONDS } from './maintenance';
import { LocalCluster } from '../../cluster/cluster';
import { KubeObject } from '../../kubernetes/api';
import { condition, containerId, isReady } from '../../kubernetes/status';
import { Broken } from '../../promises/broken';
import { CLUSTER, KafkaDeclaration } from '../declaration';
import { Component, CONNECTED, KafkaWorld, PATIENCE_SECONDS } from '../world';

const MAINTAINED = { copiesSuffice: true, gapBelow: REQUEST_TIMEOUT_SECONDS };

/**
 * Kafka 4.2.0 installed. A controller of it whose registration timed out once, as on a busy machine, never asks again (KAFKA-20247): it is not Ready,
 * and somebody restarts it, as docs/kafka.md says.
 */
export async function installOld(world: KafkaWorld): Promise<{ ready: number; restarted: number }> {
  const began = Date.now();
  await world.apply();
  await world.readyOf('broker', world.count('broker'));
  const controllers = await world.members('controller');
  const logs = await Promise.all(controllers.map((p) => world.api.logs(world.namespace, p.metadata.name, 'controller')));
  const stuck = controllers.filter((_, i) => /channel manager timed out before sending the request/.test(logs[i]) && !/registration has been persisted/.test(logs[i]));
  for (const pod of stuck) { await world.api.delete(pod); }
  await world.allReady();
  return { ready: (Date.now() - began) / 1000, restarted: stuck.length };
}

/**
 * Binaries and metadata of another version in one commit, and the first member of each kind is held back: the metadata waits for it, whoever asks, and is raised
 * once it is through.
 */
export async function upgrade(world: KafkaWorld, declaration: KafkaDeclaration): Promise<Figures> {
  const before = world.declaration.metadataVersion!, after = declaration.metadataVersion!;
  return underLoad(world, MAINTAINED, async () => {
    world.holdBack(1);
    await world.apply(declaration);
    await world.api.until(`${world.namespace}: all but the first are rolled`, { apiVersion: 'apps/v1', kind: 'StatefulSet', namespace: world.namespace },
      (sets) => sets.every(({ metadata, spec, status }) => status?.observedGeneration === metadata.generation
        && status.updatedReplicas === spec.replicas - 1 && status.readyReplicas === spec.replicas), 2 * PATIENCE_SECONDS);
    const byHand = await world.admin(`kafka_tool 60 kafka-features.sh ${CONNECTED} upgrade --release-version ${after}`, 1);
    if (byHand.code === 0 || !/only supports versions/.test(byHand.out + byHand.err)) { throw new Broken(`metadata: raised past a member that is too old: ${byHand.out}${byHand.err}`); }
    if (!/^waiting: Kafka refuses .* only supports versions/m.test(await jobLog(world, 'features'))) { throw new Broken(`features: does not name who is too old: ${await jobLog(world, 'features')}`); }
    await expectMetadata(world, before);
    world.holdBack(0);
    await world.apply();
    await world.rolled();
    await succeeds(world, 'features');
    await expectMetadata(world, after);
  });
}

/** A lower version of the metadata is declared: refused for good, and nothing changes. */
export async function lower(world: KafkaWorld, metadataVersion: string): Promise<{ refused: number }> {
  const now = world.declaration;
  await world.apply({ ...now, metadataVersion });
  if (!condition(await world.jobDone('features'), 'Failed')) { throw new Broken('features: lowering was not refused'); }
  await expectMetadata(world, now.metadataVersion!);
  await world.apply(now);
  return { refused: 1 };
}

/** A setting that Kafka changes live: no process restarts, every broker has it; undeclared, it goes back. */
export async function configureLive(world: KafkaWorld, key: string, value: string): Promise<Figures> {
  const { config, ...rest } = world.declaration;
  const fallback = await effective(world, key);
  return underLoad(world, MAINTAINED, () => untouched(world, async () => {
    await world.apply({ ...rest, config: { ...config, [key]: value } });
    await succeeds(world, 'config');
    await expectSetting(world, key, value);
    await world.apply({ ...rest, config });
    await succeeds(world, 'config');
    await expectSetting(world, key, fallback[0]);
  }));
}

/** A setting that Kafka reads when it starts: the members restart, one at a time. */
export async function configureByRoll(world: KafkaWorld, key: string, value: string): Promise<Figures> {
  return underLoad(world, MAINTAINED, async () => {
    await world.apply({ ...world.declaration, config: { ...world.declaration.config, [key]: value } });
    await world.rolled();
    await expectSetting(world, key, value);
  });
}

/** The members' certificates are signed anew, as cert-manager does in time: each member restarts by itself, one of a kind at a time. */
export async function renew(world: KafkaWorld): Promise<Figures & { mostDown: number }> {
  const names = (['broker', 'controller'] as const).map((component) => `${CLUSTER}-${component}`);
  let mostDown = 0;
  const figures = await underLoad(world, MAINTAINED, async () => {
    const before = await serials(world), started = await world.members();
    for (const name of names) {
      const certificate = (await world.api.get('cert-manager.io/v1', 'Certificate', name, world.namespace))!;
      const conditions = [...certificate.status.conditions, { type: 'Issuing', status: 'True', reason: 'ManuallyTriggered', lastTransitionTime: new Date().toISOString() }];
      await world.api.patch(certificate, { status: { conditions } }, '/status');
    }
    const again = (p: KubeObject) => isReady(p) && !started.some((s) => containerId(s) === containerId(p));
    await world.api.until(`${world.namespace}: all have restarted for another certificate`, world.pods(), (pods) => {
      for (const name of names) {
        const down = pods.filter((p) => p.metadata.name.startsWith(`${name}-`) && !isReady(p)).length;
        mostDown = Math.max(mostDown, down);
      }
      return pods.every(again);
    }, 3 * PATIENCE_SECONDS);
    const after = await serials(world);
    for (const [member, serial] of Object.entries(after).filter(([m, s]) => before[m] === s)) { throw new Broken(`renewal: ${member} still has ${serial}`); }
  });
  if (mostDown !== 1) { throw new Broken(`down at once: ${mostDown} members of a kind`); }
  return { ...figures, mostDown };
}

/** Of the certificates that the members work with. */
async function serials(world: KafkaWorld): Promise<Record<string, string>> {
  const rows = (await world.members()).map(async ({ metadata: { name, labels } }) => {
    const told = await world.api.exec(world.namespace, name, labels!['app.kubernetes.io/component'], ['openssl', 'x509', '-noout', '-serial', '-in', '/run/member/keystore.pem']);
    if (told.code !== 0) { throw new Error(`${name}: ${told.err}`); }
    return [name, told.out.trim()];
  });
  return Object.fromEntries(await Promise.all(rows));
}

/** The disk of one member is gone, with its node say; the member comes back with an empty one, and is made whole by the others. */
export async function loseDisk(cluster: LocalCluster, world: KafkaWorld, component: Component, ordinal: number): Promise<Figures> {
  return underLoad(world, { copiesSuffice: true }, async () => {
    const pod = await world.member(component, ordinal);
    cluster.killContainer(pod, component);
    await cluster.emptyVolume(world.namespace, `data-${CLUSTER}-${component}-${ordinal}`);
    await world.api.delete(pod, { gracePeriodSeconds: 0 });
    await world.allReady(PATIENCE_SECONDS, [pod]);
  });
}

async function succeeds(world: KafkaWorld, task: string): Promise<void> {
  if (condition(await world.jobDone(task, 2 * PATIENCE_SECONDS), 'Failed')) { throw new Broken(`${task}: its Job failed: ${await jobLog(world, task)}`); }
}

/** What the Job's pods said so far. */
async function jobLog(world: KafkaWorld, task: string): Promise<string> {
  const pods = await world.api.list({ apiVersion: 'v1', kind: 'Pod', namespace: world.namespace, labels: `batch.kubernetes.io/job-name=${world.jobName(task)}` });
  const said = await Promise.all(pods.map((pod) => world.api.logs(world.namespace, pod.metadata.name).catch(() => ''))); // not started yet
  return said.join('');
}

/** Does something that no process may restart for. */
async function untouched(world: KafkaWorld, deed: () => Promise<void>): Promise<void> {
  const ids = (pods: KubeObject[]) => pods.map((p) => `${p.metadata.name} ${p.metadata.uid} ${p.status?.containerStatuses?.[0]?.restartCount}`);
  const before = ids(await world.members());
  await deed();
  await world.rolled(); // nothing is on its way either
  const changed = ids(await world.members()).filter((id) => !before.includes(id));
  if (changed.length > 0) { throw new Broken(`restarted: ${changed}`); }
}

/** `4.3`, say: a release has one version of the metadata, its last. */
async function expectMetadata(world: KafkaWorld, release: string): Promise<void> {
  const said = await world.insist(`kafka_tool 60 kafka-features.sh ${CONNECTED} describe`);
  const version = /^Feature: metadata\.version\s.*FinalizedVersionLevel: (\S+)/m.exec(said)?.[1];
  if (version?.split('-')[0] !== release) { throw new Broken(`metadata: its version is ${version}, expected ${release}`); }
}

/** The value of a setting, as each broker works with it. */
async function effective(world: KafkaWorld, key: string): Promise<string[]> {
  const ids = Array.from({ length: world.count('broker') }, (_, id) => id);
  const said = await Promise.all(ids.map((id) => (
    world.insist(`kafka_tool 60 kafka-configs.sh ${CONNECTED} --describe --all --entity-type brokers --entity-name ${id} | grep -F '  ${key}='`))));
  return said.map((line) => new RegExp(`^  ${key.replace(/\./g, '\\.')}=(\\S*) `, 'm').exec(line)?.[1] ?? 'nothing');
}

async function expectSetting(world: KafkaWorld, key: string, value: string): Promise<void> {
  const values = await effective(world, key);
  if (values.some((v) => v !== value)) { throw new Broken(`setting: ${key} is ${values} on the brokers, expected ${value}`); }
}
