import { App, Chart, Duration, JsonPatch, Size, Testing } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  Accelerator, Checkpoints, ClaimAccess, ITrainingController, IWorkQueue, Kueue, ObjectStore, Platform, PyTorch, QueuePlan, Risk, Rule, SharedVolume,
  TensorFlow, TrainingJob, TrainingJobProps, WorkloadPlan,
} from '../../src';
import { BUILTIN } from '../../src/builtin/builtin-mechanism';
import { structuralFindings } from '../builtin/structure';

const TIMES = { every: Duration.minutes(10), takes: Duration.seconds(40) };
const ALONE = Risk.accept(Rule.GANG_ALL_OR_NOTHING, 'nothing else runs in this cluster');
const PROPS: TrainingJobProps = {
  run: 'r7',
  framework: TensorFlow.multiWorker({ workers: 3 }),
  image: 'registry.example.com/mnist:7',
  command: ['python', 'train.py'],
  resources: { cpu: { request: Cpu.units(8) }, memory: { limit: Size.gibibytes(64) } },
  checkpoints: Checkpoints.claim('kept', TIMES),
  platform: Platform.aks({ region: 'eastus', kubernetesVersion: '1.34' }),
  acceptedRisks: [ALONE],
};
const S3 = { bucket: 'models', region: 'eu-central-1' };

function synth(change: Partial<TrainingJobProps> = {}, id = 'mnist'): any[] {
  const chart = new Chart(new App(), 'training', { namespace: 'research' });
  new TrainingJob(chart, id, { ...PROPS, ...change });
  return Testing.synth(chart);
}

const job = (change: Partial<TrainingJobProps> = {}) => synth(change).find(({ kind }) => kind === 'Job');
const pod = (change: Partial<TrainingJobProps> = {}) => job(change).spec.template.spec;
const variables = (change: Partial<TrainingJobProps> = {}): Record<string, string> =>
  Object.fromEntries(pod(change).containers[0].env.map(({ name, value, valueFrom }: any) => [name, value ?? valueFrom.secretKeyRef?.name]));

/** A queue of somebody's. */
class Line implements IWorkQueue {
  public attached = 0;
  constructor(private readonly change: Partial<QueuePlan> = {}) {}

  public _queue(): QueuePlan {
    return { name: 'research', keptBy: 'line', startsTogether: true, kinds: ['batch/job'], labels: { line: 'research' }, ...this.change };
  }

  public _attach(): void {
    this.attached++;
  }
}

beforeEach(() => jest.spyOn(process.stderr, 'write').mockReturnValue(true));
afterEach(() => jest.restoreAllMocks());

describe('a run is an identity', () => {
  test('another run is another job, with checkpoints of its own in the same place', () => {
    const checkpoints = Checkpoints.create(Size.gibibytes(10), { ...TIMES, storageClass: 'files' });
    const names = (run: string) => synth({ run, checkpoints }).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(names('r7')).toEqual([
      'PersistentVolumeClaim mnist-checkpoints', 'ServiceAccount mnist-task', 'Service mnist-r7-task', 'NetworkPolicy mnist-r7-task', 'Job mnist-r7-task',
    ]);
    expect(names('r8')).toContain('PersistentVolumeClaim mnist-checkpoints');
    expect(names('r8')).toContain('Job mnist-r8-task');
    expect(variables({ run: 'r8' })).toMatchObject({ TRAINING_RUN: 'r8', CHECKPOINT_DIR: '/checkpoints/mnist/r8' });
  });

  describe('two runs of one job side by side', () => {
    const together = (first: Partial<TrainingJobProps>, second: Partial<TrainingJobProps>) => {
      const app = new App();
      for (const [id, change] of Object.entries({ a: first, b: second })) {
        new TrainingJob(new Chart(app, id, { namespace: 'research' }), 'mnist', { ...PROPS, ...change });
      }
      app.node.validate();
      return app;
    };
    const problems = (app: App) => app.node.findAll().flatMap((construct) => construct.node.validate().map((text) => `${construct.node.path}: ${text}`));
    const created = (gibibytes = 10) => Checkpoints.create(Size.gibibytes(gibibytes), { ...TIMES, storageClass: 'files' });
    const store = (role: string) => Checkpoints.store(ObjectStore.s3({ ...S3, roleArn: `arn:aws:iam::111122223333:role/${role}` }), TIMES);

    test('are one ServiceAccount, to which rights were granted, and one claim', () => {
      const app = together({ checkpoints: created() }, { run: 'r8', checkpoints: created() });
      expect(problems(app)).toEqual([]);
      const [first, second] = app.charts.map((chart) => Testing.synth(chart).map(({ kind, metadata }) => `${kind} ${metadata.name}`));
      expect(first.filter((name) => /^(Serv.*Account|Persis)/.test(name))).toEqual(['PersistentVolumeClaim mnist-checkpoints', 'ServiceAccount mnist-task']);
      expect(second).toEqual(['Service mnist-r8-task', 'NetworkPolicy mnist-r8-task', 'Job mnist-r8-task']);
      expect(Testing.synth(app.charts[1])[2].spec.template.spec.serviceAccountName).toBe('mnist-task');
    });

    test('what they share says nothing of the run, so that the next one does not change it', () => {
      const shared = (run: string) => synth({ run, checkpoints: created() }).filter(({ kind }) => ['ServiceAccount', 'PersistentVolumeClaim'].includes(kind));
      expect(shared('r8')).toEqual(shared('r7'));
    });

    test('under one name are one mistake', () => {
      expect(problems(together({}, {}))).toEqual(["b/mnist: name: got jobName 'mnist' and run 'r7' in research, which a/mnist has already, expected one of its own: the names of all of its objects begin with it; give one of them another run, or another jobName"]);
    });

    test('that make their claim otherwise', () => {
      expect(problems(together({ checkpoints: created() }, { run: 'r8', checkpoints: created(20) }))).toEqual([
        "b/mnist: claim mnist-checkpoints: got one that a/mnist makes otherwise, expected the same size and class, or one that is made once; write the same here, or Checkpoints.claim('mnist-checkpoints', { ... })",
      ]);
    });

    test('that want to be taken for somebody else', () => {
      const eks = { platform: Platform.eks({ region: 'us-east-1', storageClass: 'gp3' }) };
      expect(problems(together({ ...eks, checkpoints: store('a') }, { ...eks, run: 'r8', checkpoints: store('b') }))).toEqual([
        'b/mnist: ServiceAccount mnist-task: got another identity than that of a/mnist, expected one: the pods of both are taken for the same; let the stores of both be reached alike, or give one of them another jobName',
      ]);
    });

    test('whose names are alike by chance', () => {
      expect(problems(together({ jobName: 'a-b', run: 'c' }, { jobName: 'a', run: 'b-c' }))).toContain(
        'b/mnist: name: got Job research/a-b-c-task, which a/mnist/Job-a-b-c-task is already, expected a name of its own for each object of a kind in a namespace; give one of them another run, or another jobName');
    });
  });

  test('it is never cleaned up by itself: whoever keeps git and cluster alike would train again', () => {
    expect(job().spec).not.toHaveProperty('ttlSecondsAfterFinished');
  });

  test('the objects are whole, and what is missing is somebody else\'s', () => {
    expect(structuralFindings(synth({ data: [{ name: 'images', store: SharedVolume.existing('images') }] }), { external: ['kept', 'images'], kubernetesMinor: 34 })).toEqual([]);
  });

  test('a job can be patched, and says so', () => {
    const chart = new Chart(new App(), 'training', { namespace: 'research' });
    const training = new TrainingJob(chart, 'mnist', PROPS);
    training.object('Job', 'mnist-r7-task').addJsonPatch(JsonPatch.add('/metadata/annotations/team', 'search'));
    expect(Testing.synth(chart).find(({ kind }) => kind === 'Job').metadata.annotations).toMatchObject({ 'team': 'search', 'cdk8s-data/patched': 'true' });
    expect(training.jobName).toBe('mnist-r7');
    expect(training.mechanism.name).toBe('built-in objects');
  });
});

describe('failures', () => {
  test('one that is lost takes the others with it, so as many pods may fail as that makes', () => {
    expect(job({ attempts: 5 }).spec.backoffLimit).toBe(15);
    expect(job({ attempts: 0 }).spec.backoffLimit).toBe(0);
  });

  test('what was evicted or stopped as told is no failure, what can not be mended ends it', () => {
    expect(job({ fatalExitCodes: [9] }).spec.podFailurePolicy.rules).toEqual([
      { action: 'Ignore', onPodConditions: [{ status: 'True', type: 'DisruptionTarget' }] },
      { action: 'Ignore', onExitCodes: { containerName: 'task', operator: 'In', values: [143] } },
      { action: 'FailJob', onExitCodes: { containerName: 'task', operator: 'In', values: [9] } },
    ]);
  });

  test('told to stop, it has the time of a checkpoint and some more', () => {
    expect(pod().terminationGracePeriodSeconds).toBe(70);
  });

  test('told to stop, it has no more time than a drain leaves', () => {
    const checkpoints = Checkpoints.claim('kept', { every: Duration.minutes(30), takes: Duration.minutes(15) });
    expect(() => synth({ checkpoints })).toThrow('shutdown/drain-limit: got component task: a grace period of 930 s (900 s for its last checkpoint), expected 600 s at most');
    expect(() => synth({ checkpoints, platform: Platform.aks({ region: 'eastus', drainLimit: Duration.minutes(20) }) })).not.toThrow();
  });

  test('a deadline, and a job that is held back', () => {
    expect(job({ deadline: Duration.hours(1), suspended: true }).spec).toMatchObject({ activeDeadlineSeconds: 3600, suspend: true });
  });
});

describe('checkpoints', () => {
  test('none: a risk that somebody has to take', () => {
    expect(() => synth({ checkpoints: undefined })).toThrow('checkpoint/durable: got group gang: no checkpoints, so that a lost pod costs all that was done');
    expect(() => synth({ checkpoints: undefined, acceptedRisks: [ALONE, Risk.accept(Rule.CHECKPOINT_DURABLE, 'a run takes ten minutes')] })).not.toThrow();
  });

  test('in an object store, by whom the platform takes the pods for', () => {
    const platform = Platform.eks({ region: 'eu-central-1', storageClass: 'gp3' });
    const objects = synth({ platform, checkpoints: Checkpoints.store(ObjectStore.s3({ ...S3, path: 'teams', roleArn: 'arn:aws:iam::111122223333:role/training' }), TIMES) });
    expect(objects.find(({ kind }) => kind === 'ServiceAccount').metadata.annotations).toEqual({ 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/training' });
    expect(objects.find(({ kind }) => kind === 'Job').spec.template.spec.containers[0].env).toEqual(expect.arrayContaining([
      { name: 'CHECKPOINT_DIR', value: 's3://models/teams/mnist/r7' }, { name: 'AWS_REGION', value: 'eu-central-1' },
    ]));
  });

  test.each<[string, any, Record<string, string>]>([
    ['Azure', ObjectStore.abfs({ account: 'shop', container: 'models', clientId: '12345678-90ab-cdef-1234-567890abcdef' }), {
      CHECKPOINT_DIR: 'abfss://models@shop.dfs.core.windows.net/mnist/r7', AZURE_STORAGE_ACCOUNT_NAME: 'shop',
    }],
    ['Google', ObjectStore.gcs({ bucket: 'models' }), { CHECKPOINT_DIR: 'gs://models/mnist/r7' }],
    ['one of your own', ObjectStore.s3Compatible({ bucket: 'models', endpoint: 'https://minio:9000', secretName: 'keys' }), {
      CHECKPOINT_DIR: 's3://models/mnist/r7', AWS_ENDPOINT_URL: 'https://minio:9000', AWS_ACCESS_KEY_ID: 'keys', AWS_SECRET_ACCESS_KEY: 'keys',
    }],
  ])('in an object store of %s', (_, store, expected) => {
    expect(variables({ checkpoints: Checkpoints.store(store, TIMES) })).toMatchObject({ ...expected, CHECKPOINT_EVERY_SECONDS: '600' });
  });

  test('on a volume that one node can mount: refused for several pods', () => {
    const checkpoints = Checkpoints.store(SharedVolume.create(Size.gibibytes(1), { access: ClaimAccess.ONE_NODE }), TIMES);
    expect(() => synth({ checkpoints })).toThrow('storage/shared: got claim mnist-checkpoints: one-node, and 3 pods that share it, expected many-nodes');
  });
});

describe('data', () => {
  test('a claim is mounted to read, an object store is told', () => {
    const data = [{ name: 'images', store: SharedVolume.existing('images') }, { name: 'click-log', store: ObjectStore.gcs({ bucket: 'clicks', path: '2026' }) }];
    expect(variables({ data })).toMatchObject({ DATA_IMAGES: '/data/images', DATA_CLICK_LOG: 'gs://clicks/2026' });
    expect(pod({ data }).containers[0].volumeMounts).toContainEqual({ name: 'data-images', mountPath: '/data/images', readOnly: true });
  });

  test('what is only read is read-only at its source: nobody changes whose files they are', () => {
    const data = [{ name: 'images', store: SharedVolume.existing('images') }, { name: 'before', store: SharedVolume.existing('kept') }];
    const claims = pod({ data }).volumes.map(({ persistentVolumeClaim }: any) => persistentVolumeClaim).filter(Boolean);
    expect(claims).toEqual([{ claimName: 'kept' }, { claimName: 'images', readOnly: true }, { claimName: 'kept' }]);
  });

  test('one claim for two things is one claim', () => {
    const store = SharedVolume.existing('kept');
    expect(pod({ data: [{ name: 'images', store }] }).volumes.filter(({ persistentVolumeClaim }: any) => persistentVolumeClaim)).toHaveLength(2);
  });
});

describe('nodes', () => {
  test('with devices: requested and limited alike, and let onto tainted nodes', () => {
    const { containers: [{ resources }], tolerations } = pod({ accelerators: Accelerator.nvidia({ perWorker: 2 }) });
    expect(resources.limits['nvidia.com/gpu']).toBe('2');
    expect(resources.requests['nvidia.com/gpu']).toBe('2');
    expect(tolerations).toContainEqual({ key: 'sku', operator: 'Equal', value: 'gpu', effect: 'NoSchedule' });
  });

  test('a model and a topology are labels of the platform', () => {
    const platform = Platform.gke({ region: 'us-central1' });
    const framework = TensorFlow.multiWorker({ workers: 2 });
    expect(pod({ platform, framework, accelerators: Accelerator.tpu({ perWorker: 4, model: 'tpu-v6e-slice', topology: '2x4' }) }).nodeSelector).toEqual({
      'cloud.google.com/gke-tpu-accelerator': 'tpu-v6e-slice', 'cloud.google.com/gke-tpu-topology': '2x4',
    });
    expect(pod({ platform, accelerators: Accelerator.nvidia({ perWorker: 1, model: 'nvidia-l4' }) }).nodeSelector).toEqual({ 'cloud.google.com/gke-accelerator': 'nvidia-l4' });
  });

  test('workers with a slice of their own may be any number', () => {
    const accelerators = Accelerator.tpu({ perWorker: 4, model: 'tpu-v6e-slice', topology: '2x2' });
    expect(job({ platform: Platform.gke({ region: 'us-central1' }), accelerators }).spec.completions).toBe(3);
  });

  test('variables of the user', () => {
    expect(variables({ environment: { EPOCHS: '30' }, secretVariables: [{ name: 'TOKEN', secretName: 'registry', key: 'token' }] })).toMatchObject({ EPOCHS: '30', TOKEN: 'registry' });
  });

  test('the one place that can be written to is home, unless the user has another', () => {
    expect(variables()).toMatchObject({ HOME: '/tmp', USER: 'trainer' });
    expect(variables({ environment: { HOME: '/dev/shm' }, secretVariables: [{ name: 'USER', secretName: 'who', key: 'name' }] })).toMatchObject({ HOME: '/dev/shm', USER: 'who' });
    expect(variables({ pods: { environment: { HOME: '/data' } } }).HOME).toBe('/data');
  });

  test('on a platform that is not known nothing is said of them', () => {
    expect(pod({ platform: undefined, accelerators: Accelerator.amd({ perWorker: 1 }) })).not.toHaveProperty('tolerations');
  });

  const quick = Checkpoints.claim('kept', { every: Duration.minutes(10), takes: Duration.seconds(20) });

  test('that may be taken away: only with checkpoints, which are made in time', () => {
    expect(pod({ spot: true, checkpoints: quick })).toMatchObject({
      nodeSelector: { 'kubernetes.azure.com/scalesetpriority': 'spot' },
      tolerations: [{ key: 'kubernetes.azure.com/scalesetpriority', operator: 'Equal', value: 'spot', effect: 'NoSchedule' }],
    });
    expect(() => synth({ spot: true, checkpoints: undefined })).toThrow('checkpoint/interruptible: got component task on nodes that may be taken away');
    expect(() => synth({ spot: true })).toThrow('checkpoint/interruptible: got component task, whose last checkpoint takes 40 s, expected 30 s at most');
  });

  test('what the user adds goes first', () => {
    const pods = { nodeSelector: { 'kubernetes.azure.com/scalesetpriority': 'regular', 'team': 'a' }, tolerations: [{ key: 'team' }] };
    expect(pod({ spot: true, checkpoints: quick, pods })).toMatchObject({ nodeSelector: pods.nodeSelector, tolerations: [{}, { key: 'team', operator: 'Exists' }] });
  });

  test('shared memory has the limit that was told, or the pod\'s', () => {
    expect(pod().volumes).toContainEqual({ name: 'shm', emptyDir: { medium: 'Memory' } });
    expect(pod({ sharedMemory: Size.gibibytes(8) }).volumes).toContainEqual({ name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '8Gi' } });
  });
});

describe('gangs', () => {
  test('without a queue half of them may wait for the other half: a risk', () => {
    expect(() => synth({ acceptedRisks: [] })).toThrow('gang/all-or-nothing: got group gang: 3 members that need each other, and nobody who starts them together');
    expect(() => synth({ acceptedRisks: [] })).toThrow("; write queue: Kueue.existing({ ... }).queue('research'), or controller: Volcano.existing({ ... }), or TrainingOperator.existing({ volcano: true, ... }), or accept it");
  });

  test('one alone is no gang, and neither are those that go on with fewer', () => {
    expect(() => synth({ acceptedRisks: [], framework: TensorFlow.multiWorker({ workers: 1 }) })).not.toThrow();
    expect(() => synth({ acceptedRisks: [], framework: PyTorch.distributed({ nodes: 3, elastic: { minNodes: 1 } }), command: ['torchrun', 'train.py'] })).not.toThrow();
  });

  test('in a queue that starts them together it is none', () => {
    const queue = new Line();
    expect(job({ acceptedRisks: [], queue }).metadata.labels.line).toBe('research');
    expect(queue.attached).toBe(1);
    expect(() => synth({ acceptedRisks: [], queue: new Line({ startsTogether: false }) })).toThrow('gang/all-or-nothing');
  });

  test('under a controller that starts them together it is none, and the controller renders the same plan', () => {
    const plans: WorkloadPlan[] = [];
    const controller: ITrainingController = {
      operatorName: 'gangs',
      version: '1.0.0',
      namespaceName: 'gangs',
      checkWatches: () => {},
      checkKubernetes: () => {},
      _mechanism: () => ({
        name: 'Gangs 1.0.0',
        startsTogether: true,
        issuesCertificates: false,
        render: (scope, plan) => {
          plans.push(plan);
          return BUILTIN.render(scope, plan);
        },
      }),
    };
    expect(() => synth({ acceptedRisks: [], controller })).not.toThrow();
    const chart = new Chart(new App(), 'training', { namespace: 'research' });
    const { plan } = new TrainingJob(chart, 'mnist', { ...PROPS, controller: undefined });
    const common = ({ groups, acceptedRisks, components: [{ finish, ...component }], ...rest }: WorkloadPlan) => ({ ...rest, component });
    expect(common(plans[0])).toEqual(common(plan));
    // not everybody can tell codes apart: what was not asked for is not
    expect(plans[0].components[0].finish).toEqual({ ...plan.components[0].finish, fatalExitCodes: [] });
    expect(plans[0].groups[0].startedTogetherBy).toBe('Gangs 1.0.0');
  });

  test('they may say to each other what they like, and nobody else may', () => {
    const policy = synth().find(({ kind }) => kind === 'NetworkPolicy').spec;
    expect(policy.ingress).toEqual([{ from: [{ podSelector: policy.podSelector }] }]);
  });

  test('a queue that does not know Jobs', () => {
    expect(() => synth({ queue: new Line({ kinds: ['kubeflow.org/mpijob'] }) })).toThrow(
      'training/mnist: queue: got a work of the kind batch/job in research, a queue of line, expected a kind that line holds back: kubeflow.org/mpijob');
  });
});

describe('refused', () => {
  const on = (platform: Platform, accelerators: Accelerator) => ({ platform, accelerators });
  const eks = Platform.eks({ region: 'us-east-1', storageClass: 'gp3' });
  const gke = Platform.gke({ region: 'us-central1' });

  test.each<[string, Partial<TrainingJobProps>, string]>([
    ['no run', { run: '' }, "training/mnist: run: got '', expected lower-case letters, digits and hyphens"],
    ['a run that no name can end in', { run: 'R_7' }, "run: got 'R_7'"],
    ['a name that is too long with run, role and index', { run: `r${'7'.repeat(50)}` }, 'name of the last pod of the Job: got "mnist-r777'],
    ['a name that is too long beside its run', { jobName: 'a'.repeat(63) }, `; shorten "${'a'.repeat(63)}" to 53 characters or fewer beside its run "r7", such as "${'a'.repeat(53)}"`],
    ['no command', { command: [] }, 'command: got [], expected a list of texts, a program and its arguments'],
    ['a time without a unit', { deadline: 3600 as any }, 'deadline: got 3600, expected a value such as Duration.hours(24)'],
    ['a command with a number', { command: ['python', 5 as any] }, 'command: got ["python",5], expected a list of texts'],
    ['no image', { image: undefined }, 'image: got nothing, expected a host'],
    ['an image that is none', { image: 'mnist:7 ' }, "image: got the image 'mnist:7 '"],
    ['no memory', { resources: {} }, 'resources.memory: got nothing, expected the memory of a worker'],
    ['attempts below none', { attempts: -1 }, 'attempts: got -1, expected a whole number of 0 or more'],
    ['no time at all', { deadline: Duration.millis(500) }, 'deadline: got 0.5 s, expected whole seconds, 1 or more; write deadline: Duration.hours(24)'],
    ['root', { user: 0 }, 'user: got 0, expected a whole number of 1 or more'],
    ['TPUs elsewhere than at Google', on(eks, Accelerator.tpu({ perWorker: 4, model: 'x', topology: '2x2' })), 'accelerators: got google.com/tpu on eks, expected a device that its nodes may have: nvidia.com/gpu, aws.amazon.com/neuron'],
    ['Trainium in a cluster of your own', on(Platform.onPrem(), Accelerator.neuron({ perWorker: 1 })), 'accelerators: got aws.amazon.com/neuron on on-prem'],
    ['a model where no label names it', on(eks, Accelerator.nvidia({ perWorker: 1, model: 'l4' })), "accelerators.model: got 'l4' of nvidia.com/gpu on eks, expected none"],
    ['a model that no label can be', on(Platform.onPrem(), Accelerator.nvidia({ perWorker: 1, model: 'A 100' })), "Accelerator.nvidia: model: got 'A 100', expected a value of the node label nvidia.com/gpu.product"],
    ['spot where no node is known to be', { platform: Platform.onPrem(), spot: true }, 'spot: got true on on-prem'],
    ['data that a new claim can not hold', { data: [{ name: 'images', store: SharedVolume.create(Size.gibibytes(1)) }] }, 'data.images.store: got a claim that is made, expected one that exists'],
    ['data with a name that is none', { data: [{ name: 'My Images', store: SharedVolume.existing('x') }] }, "data.name: got 'My Images'"],
    ['an identity of another cloud', { checkpoints: Checkpoints.store(ObjectStore.s3({ ...S3, roleArn: 'arn:aws:iam::111122223333:role/training' }), TIMES) },
      'identity of the stores: got eks.amazonaws.com/role-arn on aks, expected one that aks knows: azure.workload.identity/client-id. Nobody reads this one there'],
    ['a new claim of a class for one node', { checkpoints: Checkpoints.create(Size.gibibytes(1), TIMES) },
      "storage/shared: got claim mnist-checkpoints: many-nodes, of the class managed-csi-premium, which is what volumes get on aks that name none, expected a class with volumes that many nodes can mount: this one has none, and the claim would wait for ever; write storageClass: 'azurefile-csi'"],
    ['more shared memory than memory', { sharedMemory: Size.gibibytes(65) }, 'sharedMemory: got 65 GiB of a worker with 64 GiB, expected less than the memory of a worker'],
    ['workers that do not fill a slice', on(gke, Accelerator.tpu({ perWorker: 4, model: 'x', topology: '4x4' })),
      'accelerators.topology: got 4x4, whose chips are divided among 4 workers, for 3, expected 4 workers: the slice is one thing'],
    ['held back by itself in a queue that lets go', { suspended: true, queue: Kueue.existing({ version: '0.19.2' }).queue('research') },
      'suspended: got true in research, a queue of kueue, expected one of both: kueue alone says when its work may start, and would let it start as soon as there is room; leave suspended away, and hold it back by stopPolicy: Hold in the LocalQueue research'],
    ['the same data twice', { data: [{ name: 'a', store: SharedVolume.existing('x') }, { name: 'a', store: SharedVolume.existing('x') }] }, 'volume data-a of task: got the same name twice'],
    ['a variable that the job sets', { environment: { CHECKPOINT_DIR: '/tmp' } }, 'environment variable CHECKPOINT_DIR of task: got "/tmp", expected "/checkpoints/mnist/r7", which the system needs'],
    ['a variable that the framework sets', { environment: { TF_CONFIG: '{}' } }, 'environment variable TF_CONFIG of task: got two values'],
    ['stores that the same pods can not reach', {
      checkpoints: Checkpoints.store(ObjectStore.s3(S3), TIMES), data: [{ name: 'a', store: ObjectStore.s3({ ...S3, region: 'us-east-1' }) }],
    }, "AWS_REGION of the stores: got 'eu-central-1' and 'us-east-1', expected one"],
  ])('%s', (_, change, text) => {
    expect(() => synth(change)).toThrow(text);
  });

  test.each<[string, () => unknown, string]>([
    ['no devices', () => Accelerator.nvidia({ perWorker: 0 }), 'Accelerator.nvidia: perWorker: got 0, expected a whole number of 1 or more'],
    ['a topology that is none', () => Accelerator.tpu({ perWorker: 4, model: 'x', topology: '16' }), "Accelerator.tpu: topology: got '16', expected two or three numbers of chips; write topology: '2x4'"],
    ['chips that are no part of a slice', () => Accelerator.tpu({ perWorker: 8, model: 'x', topology: '2x2' }), 'Accelerator.tpu: perWorker: got 8 of the 4 chips of 2x2, expected as many as each machine of the slice has, so that they add up to its chips; write perWorker: 4'],
    ['checkpoints all the time', () => Checkpoints.claim('kept', { every: Duration.seconds(10), takes: Duration.seconds(20) }), 'Checkpoints.claim: takes: got 20 s for a checkpoint every 10 s'],
    ['checkpoints without a time', () => Checkpoints.claim('kept', { every: Duration.millis(1), takes: Duration.millis(1) }), 'Checkpoints.claim: every: got 0.001 seconds, expected 1 second or more'],
    ['a claim that is none', () => Checkpoints.claim('My Claim', TIMES), "SharedVolume.existing: claimName: got 'My Claim'"],
  ])('%s', (_, declare, text) => {
    expect(declare).toThrow(text);
  });

  test('a chart without a namespace', () => {
    expect(() => new TrainingJob(new Chart(new App(), 'training'), 'mnist', PROPS)).toThrow('training/mnist: namespace: got none');
  });
});
