import { App, Chart, JsonPatch } from 'cdk8s';
import { BuiltinWorkload } from '../../src/builtin/builtin-workload';
import { PATCHED_ANNOTATION } from '../../src/builtin/planned-object';
import { Domain, UpdateOrder, WorkloadPlan } from '../../src/plan';
import { cache, cassandra, flink, kafka, training } from '../fixtures/plans';

const { add, remove, replace } = JsonPatch;
const MAIN = '/spec/template/spec/containers/0';

/** The fixture's plan as read after a patch of one object. */
function patched(plan: WorkloadPlan, kind: string, name: string, ...patches: JsonPatch[]): WorkloadPlan {
  const workload = new BuiltinWorkload(new Chart(new App(), 'chart'), plan);
  workload.object(kind, name).addJsonPatch(...patches);
  return workload.readBack();
}

function broker(...patches: JsonPatch[]) {
  const plan = patched(kafka(), 'StatefulSet', 'events-broker', ...patches);
  return { ...plan.components[1], conflicts: plan.conflicts };
}

const was = kafka().components[1];

describe('what a patch changes is read', () => {
  test('replicas', () => {
    expect(broker(replace('/spec/replicas', 5)).replicas).toBe(5);
  });

  test('a removed gate', () => {
    expect(broker(remove(`${MAIN}/readinessProbe`)).gate).toBeUndefined();
  });

  test('a gate that asks a port: it says nothing of the others', () => {
    expect(broker(replace(`${MAIN}/readinessProbe`, { tcpSocket: { port: 9092 } })).gate).toBeUndefined();
  });

  test('a gate of another command', () => {
    const { gate, conflicts } = broker(replace(`${MAIN}/readinessProbe/exec/command`, ['true']));
    expect(gate!.command).toEqual(['true']);
    expect(conflicts).toEqual([{
      setting: 'StatefulSet events-broker: readinessProbe.exec.command',
      got: '["true"]',
      expected: '["bash","/run/member/files/ready.sh"], which passes when the pod is a full member again',
      guarantee: 'servesDuringMaintenance',
    }]);
  });

  describe('a gate that is asked over HTTP', () => {
    const gate = { command: [], http: { port: 'cache', path: '/readyz' }, everySeconds: 10, timeoutSeconds: 1 };
    const asking = (): WorkloadPlan => ({ ...cache(), components: cache().components.map((component) => ({ ...component, gate })) });
    const read = (...patches: JsonPatch[]) => patched(asking(), 'StatefulSet', 'sessions-server', ...patches);

    test('is read', () => {
      expect(read(replace('/spec/replicas', 9)).components[0].gate).toEqual(gate);
    });

    test('counts no longer at another address, and that is told', () => {
      const plan = read(replace(`${MAIN}/readinessProbe/httpGet/path`, '/'));
      expect(plan.components[0].gate).toBeUndefined();
      expect(plan.conflicts.map(({ setting, expected }) => `${setting}: ${expected}`)).toEqual([
        'StatefulSet sessions-server: readinessProbe.httpGet: /readyz at port cache, which answers when the pod is a full member again',
      ]);
    });
  });

  test('times of a gate', () => {
    expect(broker(replace(`${MAIN}/readinessProbe/timeoutSeconds`, 1), replace(`${MAIN}/readinessProbe/failureThreshold`, 9)).gate)
      .toEqual({ ...was.gate, timeoutSeconds: 1, failures: 9 });
  });

  test('a removed local check', () => {
    expect(broker(remove(`${MAIN}/livenessProbe`)).alive).toBeUndefined();
  });

  test('the grace period', () => {
    expect(broker(replace('/spec/template/spec/terminationGracePeriodSeconds', 30)).farewell).toEqual({ ...was.farewell, graceSeconds: 30 });
    expect(broker(remove('/spec/template/spec/terminationGracePeriodSeconds')).farewell!.graceSeconds).toBe(30);
  });

  test('a removed farewell', () => {
    const { farewell, conflicts } = broker(remove(`${MAIN}/lifecycle`));
    expect(farewell).toEqual({ ...was.farewell, command: undefined, waitSeconds: 0 });
    expect(conflicts.map(({ setting, got }) => [setting, got])).toEqual([['StatefulSet events-broker: lifecycle.preStop.exec.command', 'nothing']]);
  });

  test('members that may share a host', () => {
    expect(broker(remove('/spec/template/spec/affinity/podAntiAffinity')).placement).toEqual([{ over: Domain.ZONE, atMost: 2, hard: true }]);
  });

  test('a wish instead of a rule', () => {
    expect(broker(replace('/spec/template/spec/topologySpreadConstraints/0/whenUnsatisfiable', 'ScheduleAnyway')).placement)
      .toEqual([{ over: Domain.HOST, atMost: 1, hard: true }, { over: Domain.ZONE, atMost: 2, hard: false }]);
  });

  test('a skew without enough domains, which caps nothing', () => {
    expect(broker(replace('/spec/template/spec/topologySpreadConstraints/0/minDomains', 3)).placement![1].hard).toBe(false);
    expect(broker(remove('/spec/template/spec/topologySpreadConstraints/0/minDomains')).placement![1].hard).toBe(false);
  });

  test('another cap', () => {
    expect(broker(replace('/spec/template/spec/topologySpreadConstraints/0/maxSkew', 3)).placement![1].atMost).toBe(3);
  });

  test('a spread that counts other pods', () => {
    expect(broker(replace('/spec/template/spec/topologySpreadConstraints/0/labelSelector', { matchLabels: { app: 'other' } })).placement)
      .toEqual([{ over: Domain.HOST, atMost: 1, hard: true }]);
  });

  test('volumes that go with the pod', () => {
    const { volumes } = broker(
      remove('/spec/volumeClaimTemplates'),
      add('/spec/template/spec/volumes/-', { name: 'data', emptyDir: { sizeLimit: '1Gi' } }),
    );
    expect(volumes![0]).toEqual({ name: 'data', path: '/var/lib/kafka/data', durable: false, bytes: 1024 ** 3 });
  });

  test('claims that are deleted', () => {
    expect(broker(replace('/spec/persistentVolumeClaimRetentionPolicy/whenScaled', 'Delete')).volumes![0].retain).toBe(false);
  });

  test('size and class of claims', () => {
    const spec = '/spec/volumeClaimTemplates/0/spec';
    expect(broker(replace(`${spec}/resources/requests/storage`, '1.5Ti'), replace(`${spec}/storageClassName`, 'slow')).volumes![0])
      .toMatchObject({ bytes: 1.5 * 1024 ** 4, storageClass: 'slow' });
  });

  test('memory', () => {
    const { resources, conflicts } = broker(replace(`${MAIN}/resources/limits/memory`, '4000M'));
    expect(resources.memoryBytes).toBe(4e9);
    expect(conflicts[0]).toMatchObject({ setting: 'StatefulSet events-broker: memory of the main container', got: 'request 8Gi, limit 4000M' });
  });

  test('memory without a limit is what was requested', () => {
    expect(broker(remove(`${MAIN}/resources/limits`)).resources.memoryBytes).toBe(8 * 1024 ** 3);
  });

  test('processors', () => {
    expect(broker(replace(`${MAIN}/resources/requests/cpu`, '0.5')).resources.cpuMillis).toBe(500);
    expect(broker(add(`${MAIN}/resources/limits/cpu`, '2500m')).resources.cpuLimitMillis).toBe(2500);
  });

  test('image', () => {
    expect(broker(replace(`${MAIN}/image`, 'mirror/kafka:4.3.1')).image).toBe('mirror/kafka:4.3.1');
  });

  test('updates by hand only', () => {
    expect(broker(replace('/spec/updateStrategy', { type: 'OnDelete' })).update.order).toBe(UpdateOrder.REPLACE);
  });

  test('time to settle', () => {
    expect(broker(remove('/spec/minReadySeconds')).update.settleSeconds).toBe(0);
  });

  test.each([
    ['one by one', replace('/spec/podManagementPolicy', 'OrderedReady'), 'spec.podManagementPolicy', 'OrderedReady', 'survives'],
    ['some keep the old template', add('/spec/updateStrategy/rollingUpdate', { partition: 3 }), 'spec.updateStrategy.rollingUpdate.partition', '3', 'servesDuringMaintenance'],
    ['several at once', add('/spec/updateStrategy/rollingUpdate', { maxUnavailable: 2 }), 'spec.updateStrategy.rollingUpdate.maxUnavailable', '2', 'servesDuringMaintenance'],
    ['names of no Service', replace('/spec/serviceName', 'other'), 'spec.serviceName', 'other', 'survives'],
    ['pods of another name', remove('/spec/template/metadata/labels/app.kubernetes.io~1component'), 'spec.selector', undefined, 'survives'],
  ])('what the plan has no word for is a conflict: %s', (_, patch, field, got, guarantee) => {
    const { conflicts } = broker(patch);
    expect(conflicts).toContainEqual(expect.objectContaining({ setting: `StatefulSet events-broker: ${field}`, guarantee, ...got && { got } }));
  });

  test('members that can not find each other before they are ready', () => {
    const { conflicts } = patched(kafka(), 'Service', 'events-broker', remove('/spec/publishNotReadyAddresses'));
    expect(conflicts).toEqual([expect.objectContaining({ setting: 'Service events-broker: spec.publishNotReadyAddresses', got: 'false' })]);
  });

  test('an address outside that leads to nobody until its member is ready', () => {
    const { conflicts } = patched(cassandra(), 'Service', 'profiles-node-3-outside', remove('/spec/publishNotReadyAddresses'));
    expect(conflicts).toEqual([expect.objectContaining({
      setting: 'Service profiles-node-3-outside: spec.publishNotReadyAddresses', got: 'false', guarantee: 'servesDuringMaintenance',
    })]);
  });

  test('what breaks a promise that was not given is no conflict', () => {
    const plan = { ...kafka(), promise: { ...kafka().promise, servesDuringMaintenance: false } };
    expect(patched(plan, 'StatefulSet', 'events-broker', add('/spec/updateStrategy/rollingUpdate', { partition: 3 })).conflicts).toEqual([]);
  });

  test('one by one is no conflict where nobody waits for anybody', () => {
    const plan = cache();
    const alone = { ...plan, components: plan.components.map((component) => ({ ...component, gate: undefined })) };
    expect(patched(alone, 'StatefulSet', 'sessions-server', replace('/spec/podManagementPolicy', 'OrderedReady')).conflicts).toEqual([]);
  });
});

describe('owners that are no StatefulSet', () => {
  test.each([
    [{ type: 'Recreate' }, UpdateOrder.ALL_AT_ONCE],
    [{ type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }, UpdateOrder.SERIAL],
    [{ type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: '0%' } }, UpdateOrder.SURGE],
    [{ type: 'RollingUpdate' }, UpdateOrder.ALL_AT_ONCE],
  ])('a Deployment with strategy %j is updated %s', (strategy, order) => {
    expect(patched(flink(), 'Deployment', 'fraud-worker', replace('/spec/strategy', strategy)).components[1].update.order).toBe(order);
  });

  test.each<[string, string, JsonPatch, string]>([
    ['no name for each rank', 'Service', remove('/spec/clusterIP'), 'Service mnist-r7-worker: spec.clusterIP'],
    ['no name before it is ready', 'Service', remove('/spec/publishNotReadyAddresses'), 'Service mnist-r7-worker: spec.publishNotReadyAddresses'],
    ['names elsewhere', 'Job', replace('/spec/template/spec/subdomain', 'other'), 'Job mnist-r7-worker: host names'],
    ['no indexes', 'Job', replace('/spec/completionMode', 'NonIndexed'), 'Job mnist-r7-worker: completionMode'],
    ['done when others are', 'Job', replace('/spec/successPolicy/rules/0/succeededIndexes', '1'), 'Job mnist-r7-worker: successPolicy'],
  ])('ranks with %s', (_, kind, patch, setting) => {
    expect(patched(training(), kind, 'mnist-r7-worker', patch).conflicts.map((conflict) => conflict.setting)).toEqual([setting]);
  });

  test('fewer workers of a gang', () => {
    expect(patched(training(), 'Job', 'mnist-r7-worker', replace('/spec/parallelism', 2)).components[0].replicas).toBe(2);
  });
});

describe('budgets', () => {
  const spec = (patch: JsonPatch[], name = 'events-broker') => patched(kafka(), 'PodDisruptionBudget', name, ...patch).budgets;
  const controllers = { components: ['controller'], maxUnavailable: 1 };

  test.each([
    ['none may go', [replace('/spec/maxUnavailable', 0)], 0],
    ['half may go, rounded up', [replace('/spec/maxUnavailable', '40%')], 3],
    ['so many must stay', [remove('/spec/maxUnavailable'), add('/spec/minAvailable', 4)], 2],
    ['all must stay', [remove('/spec/maxUnavailable'), add('/spec/minAvailable', '100%')], 0],
    ['it says nothing', [remove('/spec/maxUnavailable')], 0],
  ])('%s', (_, patch, maxUnavailable) => {
    expect(spec(patch)).toEqual([controllers, { components: ['broker'], maxUnavailable }]);
  });

  test('one that selects nothing', () => {
    const plan = patched(kafka(), 'PodDisruptionBudget', 'events-broker', replace('/spec/selector', { matchLabels: { app: 'gone' } }));
    expect(plan.budgets).toEqual([controllers]);
    expect(plan.conflicts).toEqual([expect.objectContaining({ setting: 'PodDisruptionBudget events-broker: spec.selector', got: '{"matchLabels":{"app":"gone"}}' })]);
  });

  test('two over one pod', () => {
    expect(spec([remove('/spec/selector/matchLabels/app.kubernetes.io~1component')]))
      .toEqual([controllers, { components: ['controller', 'broker'], maxUnavailable: 1 }]);
  });
});

describe('a patched object', () => {
  const workload = () => new BuiltinWorkload(new Chart(new App(), 'chart'), kafka());

  test('says so', () => {
    const rendered = workload();
    const object = rendered.object('StatefulSet', 'events-broker');
    expect(rendered.patchedObjects).toEqual([]);
    object.addJsonPatch(replace('/spec/replicas', 9));
    expect(object.toJson().metadata.annotations).toMatchObject({ [PATCHED_ANNOTATION]: 'true' });
    expect(rendered.patchedObjects).toEqual([object]);
  });

  test('is read again after another patch', () => {
    const rendered = workload();
    expect(rendered.readBack()).toBe(rendered.readBack());
    rendered.object('StatefulSet', 'events-broker').addJsonPatch(replace('/spec/replicas', 9));
    expect(rendered.readBack().components[1].replicas).toBe(9);
    rendered.object('StatefulSet', 'events-broker').addJsonPatch(replace('/spec/replicas', 7));
    expect(rendered.readBack().components[1].replicas).toBe(7);
  });
});
