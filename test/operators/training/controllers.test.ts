import { ApiObject, Duration, JsonPatch } from 'cdk8s';
import { ACCELERATOR, rendered, training, written } from './declare';
import { Accelerator, JobSetController, KubeflowTrainer, Kueue, Platform, TrainingJob, TrainingOperator, Volcano, WorkloadPlan } from '../../../src';
import { tfJob } from '../../../src/operators/training-operator/render/tf-job';

const operator = TrainingOperator.existing({ version: '1.9.4' });
const jobSets = JobSetController.existing({ version: '0.12.0' });
const trainer = KubeflowTrainer.existing({ version: '2.3.0' });
const volcano = Volcano.existing({ version: '1.15.1' });

describe('a job is as recorded', () => {
  test('as a TFJob with a chief, parameter servers and an evaluator', () => {
    expect(written(rendered('servers', operator, { deadline: Duration.hours(24), accelerators: ACCELERATOR, suspended: true }), 'TFJob')).toMatchSnapshot();
  });

  test('as a PyTorchJob', () => {
    expect(written(rendered('nodes', operator), 'PyTorchJob')).toMatchSnapshot();
  });

  test('as a TrainJob with its runtime', () => {
    expect(written(rendered('nodes', trainer, { fatalExitCodes: [126], deadline: Duration.hours(24) }), 'TrainingRuntime', 'TrainJob')).toMatchSnapshot();
  });

  test('as a JobSet with a chief, parameter servers and an evaluator', () => {
    expect(written(rendered('servers', jobSets, { fatalExitCodes: [3], deadline: Duration.hours(24) }), 'JobSet')).toMatchSnapshot();
  });

  test('as a Job of Volcano', () => {
    expect(written(rendered('servers', volcano, { fatalExitCodes: [3] }), 'Job')).toMatchSnapshot();
  });
});

const spec = (objects: any[], kind: string) => objects.find((object) => object.kind === kind).spec;
const container = (template: any) => template.spec.containers[0];

test('around it stand the identity of its pods and who may reach them, whoever runs it', () => {
  for (const controller of [operator, jobSets, volcano]) {
    expect(rendered('workers', controller).map(({ kind }) => kind)).toEqual(['ServiceAccount', 'NetworkPolicy', expect.anything()]);
  }
});

test('roles without devices have no business on nodes with devices, and those nodes may be of one model', () => {
  const props = { accelerators: Accelerator.nvidia({ perWorker: 1, model: 'nvidia-l4' }), platform: Platform.gke({ region: 'us-central1' }), pods: { tolerations: [{ key: 'team' }] } };
  const { Chief, Evaluator, PS, Worker } = spec(rendered('servers', operator, props), 'TFJob').tfReplicaSpecs;
  expect(Worker.template.spec).toMatchObject({ nodeSelector: { 'cloud.google.com/gke-accelerator': 'nvidia-l4' }, tolerations: [{ key: 'nvidia.com/gpu' }, { key: 'team' }] });
  for (const role of [Chief, Evaluator, PS]) {
    expect(role.template.spec.tolerations).toEqual([{ key: 'team', operator: 'Exists' }]);
    expect(role.template.spec.nodeSelector).toBeUndefined();
  }
});

test('TFJob and PyTorchJob tell the ranks by themselves', () => {
  const tf = container(spec(rendered('workers', operator), 'TFJob').tfReplicaSpecs.Worker.template);
  expect([tf.name, tf.command, tf.ports, tf.env.map(({ name }: any) => name).includes('TF_CONFIG')]).toEqual([
    'tensorflow', ['python', 'train.py'], [{ name: 'tfjob-port', containerPort: 2222, protocol: 'TCP' }], false,
  ]);
  const { Master, Worker } = spec(rendered('nodes', operator), 'PyTorchJob').pytorchReplicaSpecs;
  expect([Master.replicas, Worker.replicas, container(Master.template).name, container(Master.template).ports[0].name]).toEqual([1, 2, 'pytorch', 'pytorchjob-port']);
  expect(container(Worker.template).env.filter(({ name }: any) => /^(PET_|MASTER_|RANK)/.test(name))).toEqual([]);
});

test('JobSet and Volcano are told their own host names', () => {
  const jobSet = container(spec(rendered('workers', jobSets), 'JobSet').replicatedJobs[0].template.spec.template);
  expect(jobSet.env.find(({ name }: any) => name === 'TF_CONFIG').value).toBe(
    '{"cluster":{"worker":["mnist-r7-worker-0-0.mnist-r7:2222","mnist-r7-worker-0-1.mnist-r7:2222","mnist-r7-worker-0-2.mnist-r7:2222"]},"task":{"index":$(JOB_COMPLETION_INDEX),"type":"worker"}}',
  );
  const job = container(spec(rendered('workers', volcano), 'Job').tasks[0].template);
  expect(job.env[0]).toEqual({ name: 'JOB_COMPLETION_INDEX', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: "metadata.annotations['volcano.sh/task-index']" } } });
  expect(job.env.find(({ name }: any) => name === 'TF_CONFIG').value).toContain('"mnist-r7-worker-2.mnist-r7:2222"');
});

test('a process for each node finds its place without torchrun, too, where a trainer runs it', () => {
  const runtime = spec(rendered('elastic', undefined), 'Job');
  expect(runtime).toBeDefined();
  const env = container(spec(rendered('single', trainer), 'TrainingRuntime').template.spec.replicatedJobs[0].template.spec.template).env;
  expect(env.find(({ name }: any) => name === 'MASTER_ADDR').value).toBe('mnist-r7-node-0-0.mnist-r7');
  expect(env.filter(({ name }: any) => name.startsWith('PET_'))).toEqual([]);
});

test('nodes that come and go have no Master', () => {
  const { elasticPolicy, pytorchReplicaSpecs } = spec(rendered('elastic', operator), 'PyTorchJob');
  expect(elasticPolicy).toEqual({ maxReplicas: 4, maxRestarts: 10, minReplicas: 2, rdzvBackend: 'c10d', rdzvId: 'mnist-r7' });
  expect(Object.keys(pytorchReplicaSpecs)).toEqual(['Worker']);
});

test('accelerators are for the workers alone, where each role has a template', () => {
  const { tfReplicaSpecs } = spec(rendered('servers', operator, { accelerators: ACCELERATOR }), 'TFJob');
  expect(Object.entries<any>(tfReplicaSpecs).filter(([, { template }]) => container(template).resources.limits['nvidia.com/gpu']).map(([name]) => name)).toEqual(['Worker']);
});

test('as many starts as the limit says: the training-operator fails a job at the limit, others beyond it', () => {
  expect(spec(rendered('workers', operator, { attempts: 2 }), 'TFJob').runPolicy.backoffLimit).toBe(7);
  expect(spec(rendered('workers', operator, { attempts: 0 }), 'TFJob').runPolicy.backoffLimit).toBe(0);
  expect(spec(rendered('workers', jobSets, { attempts: 2 }), 'JobSet').failurePolicy.maxRestarts).toBe(2);
  expect(spec(rendered('workers', volcano, { attempts: 2 }), 'Job').maxRetry).toBe(2);
});

test('Volcano, which takes no start for three, starts nothing over', () => {
  const { maxRetry, policies } = spec(rendered('workers', volcano, { attempts: 0 }), 'Job');
  expect([maxRetry, policies]).toEqual([1, [{ action: 'TerminateJob', events: ['PodFailed', 'PodEvicted'] }]]);
});

test('Volcano starts a gang by itself, and others with its help, so that no risk is left to accept', () => {
  expect(() => rendered('workers', volcano, { acceptedRisks: [] })).not.toThrow();
  const helped = TrainingOperator.existing({ version: '1.9.4', volcano: true });
  expect(spec(rendered('workers', helped, { acceptedRisks: [] }), 'TFJob').runPolicy.schedulingPolicy).toEqual({ minAvailable: 3 });
  expect(() => rendered('workers', operator, { acceptedRisks: [] })).toThrow('gang/all-or-nothing');
});

test('a changed run of a TrainJob is another runtime, to which it may not be led', () => {
  const name = (image: string) => spec(rendered('nodes', trainer, { image }), 'TrainJob').runtimeRef.name;
  expect(name('registry.example.com/mnist:7')).toBe(name('registry.example.com/mnist:7'));
  expect(name('registry.example.com/mnist:7')).not.toBe(name('registry.example.com/mnist:8'));
});

describe('queues', () => {
  test("a LocalQueue of Kueue's is a label of what is the work", () => {
    const queue = Kueue.existing({ version: '0.19.2' }).queue('research', { priorityClass: 'high' });
    const [jobSet] = rendered('workers', jobSets, { queue, acceptedRisks: [] }).filter(({ kind }) => kind === 'JobSet');
    expect(jobSet.metadata.labels).toMatchObject({ 'kueue.x-k8s.io/queue-name': 'research', 'kueue.x-k8s.io/priority-class': 'high' });
  });

  test('a kind that its version does not hold back is refused, and taken where it is turned on', () => {
    expect(() => rendered('workers', operator, { queue: Kueue.existing({ version: '0.19.2' }).queue('research') })).toThrow(
      'training/mnist: queue: got a work of the kind kubeflow.org/tfjob in research, a queue of kueue, expected a kind that kueue holds back: batch/job, jobset.x-k8s.io/jobset, trainer.kubeflow.org/trainjob; '
      + "write frameworks: ['batch/job', 'jobset.x-k8s.io/jobset', 'trainer.kubeflow.org/trainjob', 'kubeflow.org/tfjob'] where kueue is declared, or leave the queue away",
    );
    for (const kueue of [Kueue.existing({ version: '0.18.6' }), Kueue.existing({ version: '0.19.2', frameworks: ['kubeflow.org/tfjob'] })]) {
      expect(() => rendered('workers', operator, { queue: kueue.queue('research'), acceptedRisks: [] })).not.toThrow();
    }
  });

  test("a queue of Volcano's is named in its Job, and in a TFJob that asks it for a group", () => {
    expect(spec(rendered('workers', volcano, { queue: volcano.queue('research'), acceptedRisks: [] }), 'Job').queue).toBe('research');
    const helped = TrainingOperator.existing({ version: '1.9.4', volcano: true });
    expect(spec(rendered('workers', helped, { queue: volcano.queue('research'), acceptedRisks: [] }), 'TFJob').runPolicy.schedulingPolicy.queue).toBe('research');
    expect(() => rendered('workers', operator, { queue: volcano.queue('research') })).toThrow(
      'training/mnist: queue: got research, a queue of volcano, for a training-operator that does not ask it for groups, expected one that does: with --gang-scheduler-name=volcano',
    );
    expect(() => rendered('workers', undefined, { queue: volcano.queue('research') })).toThrow('got a work of the kind batch/job in research, a queue of volcano, expected a kind that volcano holds back: batch.volcano.sh/job');
  });

  test('one that does not see the namespace is refused, and a name that is none', () => {
    expect(() => rendered('workers', jobSets, { queue: Kueue.existing({ version: '0.19.2', watches: ['adverts'] }).queue('a') })).toThrow(
      'training/mnist: operator: got Kueue in kueue-system, which watches adverts, expected one that watches research',
    );
    expect(() => Kueue.existing({ version: '0.19.2' }).queue('No')).toThrow("Kueue.queue: name: got 'No', expected at most 63 lower-case letters");
    expect(() => volcano.queue('')).toThrow("Volcano.queue: name: got ''");
  });
});

describe('what a controller can not do is refused, with the name of one that can', () => {
  test.each([
    ['servers', trainer, {}, 'controller: got TrainJob for tensorflow, expected one that runs tensorflow: no controller, TrainingOperator (TFJob), JobSetController (JobSet), Volcano (Job of Volcano)'],
    ['workers', operator, { fatalExitCodes: [3] }, 'fatalExitCodes: got 3 for a TFJob, expected one with fatal exit codes: no controller, JobSetController (JobSet), Volcano (Job of Volcano); a TFJob restarts after any code'],
    ['elastic', jobSets, {}, 'elastic: got 2 to 4 pods for a JobSet, expected one with elastic bounds: no controller, TrainingOperator (PyTorchJob); a JobSet a lost pod starts all over'],
    ['elastic', trainer, {}, 'elastic: got 2 to 4 pods for a TrainJob'],
    ['elastic', volcano, {}, 'elastic: got 2 to 4 pods for a Job of Volcano'],
    ['workers', volcano, { deadline: Duration.hours(1) }, 'deadline: got 3600 seconds for a Job of Volcano, expected one with deadline: no controller, TrainingOperator (TFJob), JobSetController (JobSet)'],
    ['workers', volcano, { suspended: true }, 'suspended: got true for a Job of Volcano, expected one with suspend'],
    ['elastic', operator, { fatalExitCodes: [126] }, 'fatalExitCodes: got 126 for a PyTorchJob, expected one with fatal exit codes: no controller; a PyTorchJob'],
  ] as const)('%s', (framework, controller, props, message) => {
    expect(() => rendered(framework, controller, props as any)).toThrow(`training/mnist: ${message}`);
  });

  test('what several can do, but none all of it', () => {
    expect(() => rendered('elastic', volcano, { fatalExitCodes: [126], queue: undefined, suspended: true, deadline: Duration.hours(1) })).toThrow('expected one with elastic bounds: no controller;');
  });
});

describe('plans of others', () => {
  const planned = (): WorkloadPlan => (training('workers', operator).node.findChild('mnist') as TrainingJob).plan;

  test('one that is no work of ranks', () => {
    const [{ ranks: _, ...component }] = planned().components;
    expect(() => tfJob('research/mnist', { ...planned(), components: [component] }, 'training-operator 1.9.4', false)).toThrow(
      'research/mnist: controller: got training-operator 1.9.4 for tensorflow, expected a training job: one work of several processes; leave controller away',
    );
  });

  test('a role that a TFJob has no word for', () => {
    const [component] = planned().components;
    const ranks = { ...component.ranks!, roles: [{ name: 'looker', replicas: 3 }] };
    expect(() => tfJob('research/mnist', { ...planned(), components: [{ ...component, ranks }] }, 'training-operator 1.9.4', false)).toThrow(
      'research/mnist: framework: got the role looker for a TFJob, expected one of chief, evaluator, ps, worker; leave controller away',
    );
  });
});

test('a controller that does not see the namespace, or was not made for the Kubernetes, is refused', () => {
  const platform = Platform.onPrem({ kubernetesVersion: '1.31' });
  expect(() => rendered('workers', jobSets, { platform })).toThrow('training/mnist: kubernetesVersion: got 1.31, expected 1.32 or later, the least that JobSetController 0.12.0 supports');
  expect(() => rendered('workers', TrainingOperator.existing({ version: '1.9.4', watches: 'adverts' }))).toThrow('training/mnist: operator: got TrainingOperator in kubeflow, which watches adverts, expected one that watches research');
});

test.each([['servers', operator, 'evaluator-0'], ['workers', jobSets, 'worker-0-2-abcde'], ['workers', volcano, 'worker-2'], ['nodes', trainer, 'node-0-2-abcde'], ['nodes', operator, 'worker-2']])(
  'a name that is too long with what the controller adds is refused: %s', (framework, controller, rest) => {
    const jobName = 'a'.repeat(57);
    expect(() => rendered(framework, controller, { jobName })).toThrow(`training/mnist: name: got the pod ${jobName}-r7-${rest} with ${61 + rest.length} characters, expected at most 63`);
  },
);

test('what is patched counts as working against what was promised', () => {
  const chart = training('workers', operator);
  const [job] = chart.node.findAll().filter((node): node is ApiObject => ApiObject.isApiObject(node) && node.kind === 'TFJob');
  job.addJsonPatch(JsonPatch.replace('/spec/runPolicy/backoffLimit', 1));
  expect(chart.node.findAll().flatMap((node) => node.node.validate()).join()).toContain('got TFJob mnist-r7 = a patch, expected what was rendered');
});
