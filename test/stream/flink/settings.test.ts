import { FlinkVersion, Metrics } from '../../../src';
import { complaint, configuration, declare, synth } from '../declare';

/** The whole configuration: the goldens of examples leave it out. */
const file = (name: string, change = {}, options = {}) => synth({ metrics: Metrics.ofSystem(), ...change }, options).find('ConfigMap', name).data;

test("a worker's configuration", () => {
  expect(file('fraud-worker')['config.yaml']).toMatchInlineSnapshot(`
"application-result-store.delete-on-commit: false
blob.server.port: 6124
execution.checkpointing.dir: s3://shop-flink/streams/fraud/checkpoints
execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION
execution.checkpointing.incremental: true
execution.checkpointing.interval: 60 s
execution.checkpointing.savepoint-dir: s3://shop-flink/streams/fraud/savepoints
fs.s3a.aws.credentials.provider: com.amazonaws.auth.DefaultAWSCredentialsProviderChain
high-availability.cluster-id: /streams/fraud
high-availability.jobmanager.port: 6123
high-availability.storageDir: s3://shop-flink/streams/fraud/ha
high-availability.type: kubernetes
io.tmp.dirs: /var/lib/flink/work/tmp
job-result-store.delete-on-commit: false
jobmanager.bind-host: 0.0.0.0
jobmanager.rpc.port: 6123
kubernetes.cluster-id: fraud
kubernetes.namespace: streams
metrics.internal.query-service.port: 6125
metrics.reporter.prom.factory.class: org.apache.flink.metrics.prometheus.PrometheusReporterFactory
metrics.reporter.prom.filterLabelValueCharacters: false
metrics.reporter.prom.port: 9249
metrics.reporter.prom.scope.variables.additional: "flink_processor:streams/fraud"
metrics.reporters: prom
parallelism.default: 4
pipeline.max-parallelism: 720
process.working-dir: /var/lib/flink/work/process
rest.bind-address: 0.0.0.0
rest.port: 8081
restart-strategy.type: exponential-delay
state.backend.type: rocksdb
taskmanager.bind-host: 0.0.0.0
taskmanager.data.port: 6121
taskmanager.memory.process.size: 4096m
taskmanager.numberOfTaskSlots: 1
taskmanager.rpc.port: 6122
web.cancel.enable: false
web.rescale.enable: false
web.submit.enable: false
"
`);
});

test("a leader's differs from it by its memory", () => {
  const lines = (name: string): string[] => file(name)['config.yaml'].split('\n');
  const [leader, worker] = [lines('fraud-leader'), lines('fraud-worker')];
  expect(leader.filter((line) => !worker.includes(line))).toEqual(['jobmanager.memory.process.size: 2048m']);
  expect(worker.filter((line) => !leader.includes(line))).toEqual(['taskmanager.memory.process.size: 4096m']);
});

test.each([
  ['plain', 'plain'], ['file:///a/b', 'file:///a/b'], ['10 min', '10 min'], ['a: b', '"a: b"'], ['a #b', '"a #b"'], ['*a', '"*a"'], ['null', '"null"'], ['"x"', '"\\"x\\""'],
])('YAML: %s is written as %s', (value, written) => {
  expect(file('fraud-leader', {}, { config: { 'a.b': value } })['config.yaml']).toContain(`a.b: ${written}\n`);
});

test('Flink 1.x: as it is', () => {
  const told = { version: FlinkVersion.of('1.20.3'), config: { 'a.b': 'x: "y" z' } };
  expect(file('fraud-leader', {}, told)['flink-conf.yaml']).toContain('a.b: x: "y" z\n');
});

test('the work needs as many workers as its parallelism fills; others stand by', () => {
  const { groups } = declare({ parallelism: 7 }, { slotsPerWorker: 2, workers: 6 }).processor.plan;
  expect(groups.map(({ name, copies, servesWith }) => [name, copies, servesWith])).toEqual([['leadership', 2, 1], ['work', 6, 4]]);
});

const refusal = (key: string, props = {}) => complaint(() => declare(props, { config: { [key]: 'x' } }));

test('whatever is derived is refused where it is set', () => {
  const derived = new Set(['leader', 'worker'].flatMap((component) => Object.keys(configuration(synth({ metrics: Metrics.ofSystem() }).find, `fraud-${component}`))));
  // how pods get at the store is for the user to mend
  for (const key of [...derived].filter((name) => !name.startsWith('fs.'))) expect(refusal(key)).toContain('derived from what is declared');
});

/** Options of 2.3.0 that are derived, by older names that it takes as well; 1.20 has some more. */
test.each([
  'high-availability', 'recovery.mode', 'high-availability.zookeeper.path.namespace', 'recovery.zookeeper.storageDir', 'recovery.jobmanager.port', 'restart-strategy',
  'state.backend', 'state.backend.incremental', 'state.backend.local-recovery', 'state.backend.fs.checkpointdir', 'state.checkpoint-storage', 'state.checkpoints.dir',
  'savepoints.state.backend.fs.dir', 'state.savepoints.dir', 'execution.savepoint.path', 'taskmanager.network.memory.max', 'taskmanager.tmp.dirs', 'web.address',
  'taskmanager.state.local.root-dirs', 'jobmanager.web.port', 'jobmanager.web.submit.enable', 'cluster.id', 'jobmanager.heap.size', 'taskmanager.heap.size',
])('%s is no way around it', (key) => expect(refusal(key)).toContain('derived from what is declared'));

test.each([
  's3.access-key', 's3.secret-key', 'fs.azure.account.key.shop.dfs.core.windows.net', 'fs.azure.account.oauth2.client.secret', 'fs.s3a.session.token',
  'security.ssl.rest.keystore-password', 'fs.oss.accessKeySecret', 'fs.gs.auth.service.account.private.key',
])('%s would lie in a ConfigMap', (key) => expect(refusal(key)).toContain('got a value, expected no secret'));

test('what tunes is taken', () => {
  const config = {
    'execution.checkpointing.mode': 'AT_LEAST_ONCE',
    'execution.checkpointing.unaligned.enabled': 'true',
    'fs.azure.account.keyprovider.shop.dfs.core.windows.net': 'org.apache.flink.fs.azurefs.EnvironmentVariableKeyProvider',
    'high-availability.kubernetes.leader-election.lease-duration': '6 s',
    'restart-strategy.exponential-delay.max-backoff': '10 s',
    'security.delegation.tokens.enabled': 'false',
    'state.backend.rocksdb.predefined-options': 'FLASH_SSD_OPTIMIZED',
  };
  expect(configuration(synth({}, { config }).find, 'fraud-worker')).toMatchObject(config);
});
