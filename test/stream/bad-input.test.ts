import { App, Chart, Duration, Size } from 'cdk8s';
import { complaint, declare, findings, jar } from './declare';
import {
  Delivery, FlinkApplication, FlinkStateBackend, FlinkVersion, Metrics, Risk, Rule, Savepoint, Sink, Source, StreamProcessor,
} from '../../src';

/** What a user can get wrong: the construct's path, what was got, what was expected, and the smallest change that mends it. */
const memory = (mebibytes: number) => ({ memory: { limit: Size.mebibytes(mebibytes) } });

describe('refused when it is declared', () => {
  test.each<[string, () => unknown, string]>([
    ['no work at all', () => declare({ parallelism: 0 }), 'shop/fraud: parallelism: got 0, expected a whole number of 1 or more; write parallelism: 1'],
    ['more pieces than key groups', () => declare({ parallelism: 721 }), 'got 721 pieces of work, and 720 key groups to share out, expected at most 720; write parallelism: 720, or, as long as there is no state, maxParallelism: 1440'],
    ['more key groups than Flink has', () => declare({}, { maxParallelism: 32769 }), 'maxParallelism: got 32769, expected a whole number from 1 to 32768; write maxParallelism: 32768'],
    ['no key groups', () => declare({}, { maxParallelism: 0 }), 'maxParallelism: got 0'],
    ['half a slot', () => declare({}, { slotsPerWorker: 0.5 }), 'slotsPerWorker: got 0.5, expected a whole number from 1 to 128'],
    ['fewer slots than pieces', () => declare({ parallelism: 7 }, { slotsPerWorker: 2, workers: 3 }), 'workers: got 3 with 2 slots each, 6 in all, expected 7 slots, one for each piece of the work; write workers: 4'],
    ['a worker that Flink itself fills', () => declare({}, { workerResources: memory(800) }), 'workerResources.memory: got 800 MiB: 256 MiB of metaspace, 192 MiB of overhead, 256 MiB for Flink itself, 64 MiB of network buffers, 140 MiB of managed memory leave -109 MiB for the heap of tasks, expected 128 MiB of heap or more; write workerResources: { memory: { limit: Size.mebibytes('],
    ['a leader without a heap', () => declare({}, { leaderResources: memory(600) }), 'leaderResources.memory: got 600 MiB: 256 MiB of metaspace, 192 MiB of overhead and 128 MiB outside of the heap leave 24 MiB for the heap, expected 128 MiB of heap or more; write leaderResources: { memory: { limit: Size.mebibytes(704) } }'],
    ['more memory than is requested', () => declare({}, { workerResources: { memory: { request: Size.gibibytes(2), limit: Size.gibibytes(4) } } }), 'shop/fraud: workerResources.memory: got request 2048 MiB and limit 4096 MiB'],
    ['a network of all memory', () => declare({}, { memory: { networkFraction: 1 } }), 'memory.networkFraction: got 1, expected a number from 0 to less than 1; write memory: { networkFraction: 0.1 }'],
    ['a volume for what nobody keeps', () => declare({ state: undefined }, { localRecovery: { size: Size.gibibytes(50) } }), 'localRecovery: got a volume without state, expected a place for checkpoints'],
    ['no image', () => declare({}, { image: undefined }), "shop/fraud: image: got nothing, expected a host with an optional path, all in lower case, then name and tag; write image: 'registry.example.com/shop/fraud:1.0'"],
    ['no version', () => FlinkVersion.of(undefined as any), 'version: got nothing, expected major.minor.patch'],
    ['arguments in one text', () => jar({ arguments: '--threshold 100' as any }), "FlinkApplication.jar: arguments: got '--threshold 100', expected a list of texts; write arguments: ['--threshold', '100']"],
    ['a variable that is a number', () => declare({}, { environment: { LIMIT: 5 as any } }), "shop/fraud: environment variable LIMIT of leader: got 5, expected a text; write LIMIT: '5'"],
    ['a point in seconds', () => declare({ guarantees: { recoveryPoint: 30 as any } }), 'shop/fraud: guarantees.recoveryPoint: got 30, expected a value such as Duration.minutes(1); write recoveryPoint: Duration.minutes(1)'],
    ['one source in place of a list', () => declare({ reads: Source.external('sensors') as any }), 'shop/fraud: reads: got {"replayable":true,"flowName":"sensors"}, expected a list; write reads: [ ... ]'],
    ['all memory managed', () => declare({}, { memory: { managedFraction: 1 } }), 'memory.managedFraction: got 1, expected a number from 0 to less than 1'],
    ['parts of more than all', () => declare({}, { memory: { managedFraction: 0.8, networkFraction: 0.3 } }), 'memory: got 0.8 of it managed and 0.3 for the network, expected less than 1 together'],
    ['no metaspace', () => declare({}, { memory: { metaspace: Size.mebibytes(1) } }), 'memory.metaspace: got 1 MiB, expected 64 MiB or more; write memory: { metaspace: Size.mebibytes(64) }'],
    ['a small volume', () => declare({}, { localRecovery: { size: Size.mebibytes(1) } }), 'localRecovery.size: got 1 MiB, expected 1 GiB or more; write localRecovery: { size: Size.gibibytes(50) }'],
    ['a backend of the future', () => declare({}, { stateBackend: 'forst' as FlinkStateBackend }), "stateBackend: got 'forst'"],
    ['an old Flink', () => FlinkVersion.of('1.19.2'), "got '1.19.2', expected 1.20.0 or later"],
    ['half a version', () => FlinkVersion.of('2.3'), "got '2.3', expected major.minor.patch; write FlinkVersion.of('2.3.0')"],
    ['a version as a text', () => declare({}, { version: '2.3.0' as any }), "version: got '2.3.0', expected a value such as FlinkVersion.of('2.3.0')"],
    ['a jar from the net', () => jar({ jar: 'https://example.com/fraud.jar' }), "FlinkApplication.jar: jar: got 'https://example.com/fraud.jar', expected one that the image has, local:// and its absolute path"],
    ['a jar of a bucket', () => jar({ jar: 's3://jars/fraud.jar' }), "got 's3://jars/fraud.jar', expected one that the image has"],
    ['a class of two words', () => jar({ entryClass: 'shop Fraud' }), "entryClass: got 'shop Fraud'"],
    ['a script without its folder', () => FlinkApplication.python({ version: FlinkVersion.V2_3_0, image: 'x:1', script: 'fraud.py' }), "script: got 'fraud.py', expected the absolute path of a .py or .zip file in the image"],
    ['an image of two words', () => declare({}, { image: 'my image' }), "image: got the image 'my image'"],
    ['a setting that is derived', () => declare({}, { config: { 'kubernetes.cluster-id': 'x' } }), "config['kubernetes.cluster-id']: got 'x', expected no setting that starts with kubernetes.: it is derived from what is declared; leave it away"],
    ['weaker checkpoints than were promised', () => declare({ guarantees: { delivery: Delivery.EXACTLY_ONCE } }, { config: { 'execution.checkpointing.mode': 'AT_LEAST_ONCE' } }), "shop/fraud: config['execution.checkpointing.mode']: got 'AT_LEAST_ONCE', expected EXACTLY_ONCE, as guarantees.delivery promises; leave it away, or write guarantees: { delivery: Delivery.AT_LEAST_ONCE }"],
    ['a stream that ends', () => declare({}, { config: { 'execution.runtime-mode': 'BATCH' } }), "config['execution.runtime-mode']: got 'BATCH', expected no setting that starts with execution.runtime-mode: it is derived from what is declared; leave it away"],
    ['to give up', () => declare({}, { config: { 'restart-strategy.exponential-delay.attempts-before-reset-backoff': '3' } }), 'expected no setting that starts with restart-strategy.exponential-delay.attempts'],
    ['a key in everybody\'s sight', () => declare({}, { config: { 'fs.s3a.access.key': 'AKIA' } }), "config['fs.s3a.access.key']: got a value, expected no secret: settings stand in a ConfigMap; keep it in a Secret: secretEnvironment: [{ name: 'KEY', secretName: '...', key: '...' }], or the secretName of the store"],
    ['a setting of two lines', () => declare({}, { config: { 'execution.checkpointing.timeout': '1\n2' } }), "config['execution.checkpointing.timeout']: got \"1\\n2\", expected one line of text"],
    ['a comment where Flink 1 cuts it off', () => declare({}, { version: FlinkVersion.of('1.20.3'), config: { 'env.java.opts.all': '-Da=#1' } }), "config['env.java.opts.all']: got '-Da=#1', expected no # in it: Flink 1.20 takes the rest of the line for a comment"],
    ['a variable of the scripts', () => declare({}, { environment: { WORK_DIR: '/x' } }), "environment: got the name 'WORK_DIR', expected names of letters, digits and underscores, each once, and none that the start scripts use"],
    ['a variable twice', () => declare({}, { environment: { A: '1' }, secretEnvironment: [{ name: 'A', secretName: 's', key: 'k' }] }), "environment: got the name 'A' twice"],
    ['checkpoints nowhere', () => declare({ state: undefined, checkpointEvery: Duration.minutes(1) }), "checkpointEvery: got an interval without state, expected a place where checkpoints outlive the pods; leave checkpointEvery away, or write state: ObjectStore.s3Compatible({ bucket: '<bucket>', endpoint: '<https://host:port>', secretName: '<Secret>' })"],
    ['checkpoints all the time', () => declare({ checkpointEvery: Duration.millis(500) }), 'checkpointEvery: got 0.5 s, expected whole seconds, from 1 to a day'],
    ['checkpoints every two days', () => declare({ checkpointEvery: Duration.days(2) }), 'checkpointEvery: got 172800 s'],
    ['a savepoint with capitals', () => Savepoint.to('R8'), "Savepoint.to: name: got 'R8', expected at most 12 lower-case letters"],
    ['a savepoint with a long name', () => Savepoint.named('before-black-friday'), "Savepoint.named: name: got 'before-black-friday', expected at most 12 lower-case letters"],
    ['a savepoint at no address', () => Savepoint.at('/r8', 'r8'), "Savepoint.at: path: got '/r8', expected an address with a scheme"],
    ['to stop with a savepoint at a place', () => declare({ upgrade: Savepoint.at('s3://b/r8', 'r8') }), "upgrade: got the place s3://b/r8, expected a name: the place follows from it; write upgrade: Savepoint.to('r8')"],
    ['to stop with what it began with', () => declare({ upgrade: Savepoint.to('r8'), restoreFrom: Savepoint.named('r8') }), "upgrade: got 'r8', which this run began with, expected a new name"],
    ['to stop with a savepoint nowhere', () => declare({ state: undefined, upgrade: Savepoint.to('r8') }), "upgrade: got a savepoint without state, expected none: what keeps nothing is changed in one commit; leave upgrade away, or write state: ObjectStore.s3Compatible({ bucket: '<bucket>', endpoint: '<https://host:port>', secretName: '<Secret>' })"],
    ['to begin with a savepoint and keep nothing', () => declare({ state: undefined, restoreFrom: Savepoint.named('r8') }), 'restoreFrom: got a savepoint without state'],
    ['a savepoint as a text', () => declare({ restoreFrom: 'r8' as any }), "restoreFrom: got 'r8', expected a value such as Savepoint.named('r8')"],
    ['what is no source', () => declare({ reads: ['orders' as any] }), "reads[0]: got 'orders', expected a value such as cluster.addTopic("],
    ['what is no sink', () => declare({ writes: [undefined as any] }), 'writes[0]: got nothing, expected a value such as cluster.addTopic('],
    ['a sink without a name', () => Sink.external(''), "Sink.external: name: got '', expected a name of one line"],
    ['a transaction of half a second', () => Sink.transactional(Sink.external('ledger'), { timeout: Duration.millis(500) }), 'Sink.transactional: timeout: got 0.5 s, expected whole seconds, 1 or more'],
    ['a delivery of one kind too many', () => declare({ guarantees: { delivery: 'at-most-once' as Delivery } }), "guarantees.delivery: got 'at-most-once', expected Delivery.AT_LEAST_ONCE or Delivery.EXACTLY_ONCE"],
    ['an exporter that Flink does not need', () => declare({ metrics: Metrics.jmxExporter({ image: 'x:1' }) }), 'metrics: got an exporter, expected none: Flink serves its metrics by itself; write metrics: Metrics.ofSystem()'],
    ['a dashboard that there is not', () => declare({ metrics: Metrics.ofSystem({ dashboard: true }) }), 'metrics.dashboard: got true'],
    ['an id that leaves no room for changes', () => declare({}, {}, `${'f'.repeat(40)}-x`), `shop/${'f'.repeat(40)}-x: id: got '${'f'.repeat(40)}-x' with 42 characters, expected at most 41: its name can't be changed later, and a changed program is a Job <name>-leader-<savepoint>, with up to 12 characters of the savepoint; write processorName: '${'f'.repeat(40)}'`],
    ['a name that leaves none', () => declare({ processorName: 'f'.repeat(50) }), `shop/fraud: processorName: got '${'f'.repeat(50)}' with 50 characters, expected at most 41`],
    ['a name with capitals', () => declare({}, {}, 'Fraud'), 'got "Fraud", expected lower case letters'],
    ['no application', () => new StreamProcessor(new Chart(new App(), 'c', { namespace: 'n' }), 'x', { parallelism: 1 } as any), 'application: got nothing, expected a value such as FlinkApplication.jar('],
  ])('%s', (_, act, message) => expect(complaint(act)).toContain(message));
});

test('more pieces than Flink has key groups: no number of them helps', () => {
  expect(complaint(() => declare({ parallelism: 40000 }))).toMatch(/expected at most 720; write parallelism: 720$/);
});

describe('what the rules find', () => {
  const exactly = { delivery: Delivery.EXACTLY_ONCE };
  const ledger = Sink.external('ledger');

  test.each<[string, Parameters<typeof findings>, string[]]>([
    ['nothing, with state and a standby', [], []],
    ['that it pauses with each restart', [{ guarantees: { servesDuringMaintenance: true } }], ['availability/pause']],
    ['that nothing outlives a failure', [{ state: undefined }], ['checkpoint/durable', 'availability/single-point']],
    ['that once is promised and nothing is kept', [{ state: undefined, guarantees: exactly, writes: [Sink.idempotent(ledger)] }], ['delivery/end-to-end', 'checkpoint/durable', 'availability/single-point']],
    ['that a source forgets', [{ reads: [Source.external('socket', { replayable: false })], guarantees: { delivery: Delivery.AT_LEAST_ONCE } }], ['delivery/end-to-end']],
    ['that a sink has again what comes again', [{ writes: [ledger], guarantees: exactly }], ['delivery/end-to-end']],
    ['that a sink has again what comes again, also where that was said', [{ writes: [Sink.atLeastOnce(Sink.transactional(ledger))], guarantees: exactly }], ['delivery/end-to-end']],
    ['that transactions end before the checkpoint', [{ writes: [Sink.transactional(ledger, { timeout: Duration.seconds(60) })], checkpointEvery: Duration.minutes(1), guarantees: exactly }], ['delivery/end-to-end']],
    ['that transactions are longer than granted', [{ writes: [Sink.transactional(ledger, { timeout: Duration.minutes(20), longestTimeout: Duration.minutes(15) })], guarantees: exactly }], ['delivery/end-to-end']],
    ['nothing, where they outlast a checkpoint', [{ writes: [Sink.transactional(ledger, { timeout: Duration.minutes(15) })], guarantees: exactly }], []],
    ['nothing, where at least once is enough', [{ writes: [ledger], guarantees: { delivery: Delivery.AT_LEAST_ONCE } }], []],
    ['that more may be lost than was promised', [{ checkpointEvery: Duration.minutes(5), guarantees: { recoveryPoint: Duration.minutes(1) } }], ['recovery/provided']],
    ['that a point is promised and nothing is kept', [{ state: undefined, guarantees: { survives: 'none' as any, recoveryPoint: Duration.minutes(1) } }], ['checkpoint/durable', 'recovery/provided']],
    ['nothing, where the risk was taken', [{ state: undefined, acceptedRisks: [Risk.accept(Rule.CHECKPOINT_DURABLE, 'a filter without memory'), Risk.accept(Rule.AVAILABILITY_SINGLE_POINT, 'back in a minute')] }], []],
    ['nothing, where nothing is survived and nothing is kept', [{ state: undefined, guarantees: { survives: 'none' as any }, acceptedRisks: [Risk.accept(Rule.CHECKPOINT_DURABLE, 'a filter without memory')] }], []],
  ])('%s', (_, declaration, rules) => {
    const found = findings(...declaration).map((text) => /\[?([a-z]+\/[a-z-]+)/.exec(text)?.[1]);
    expect([...new Set(found)].sort()).toEqual([...rules].sort());
  });

  test('a point that nothing keeps is mended by checkpoints', () => {
    const found = findings({ state: undefined, guarantees: { survives: 'none' as any, recoveryPoint: Duration.minutes(1) } });
    expect(found.join()).toContain('got recoveryPoint: 60 s, and no checkpoint that outlives the pods, expected checkpoints in an object store or on a shared volume, every 60 s or less');
  });

  test('the numbers of transactions stand in the message', () => {
    const writes = [Sink.transactional(ledger, { timeout: Duration.seconds(30) })];
    const [first] = findings({ writes, checkpointEvery: Duration.minutes(1), guarantees: exactly });
    expect(first).toContain('transactions of 30 s, and a checkpoint every 60 s');
  });
});
