import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { FlinkPod } from './flink';

let pod: FlinkPod;
beforeEach(() => { pod = new FlinkPod(); });
afterEach(() => pod.remove());

describe('a leader', () => {
  test('has its own address, and hands the words of the program on as they are', () => {
    expect(pod.script('start-leader', ['--job-classname', 'shop.Fraud', '--', 'two words', '-D', '']).code).toBe(0);
    expect(pod.started()).toEqual(['start-foreground', '-D', 'jobmanager.rpc.address=10.1.2.3', '--job-classname', 'shop.Fraud', '--', 'two words', '-D', '']);
  });

  test('alone, it is found by its Service', () => {
    pod.script('start-leader', ['--'], { HIGHLY_AVAILABLE: 'false' });
    expect(pod.started()).toEqual(['start-foreground', '--']);
  });

  test('begins with the savepoint that the former run left', () => {
    pod.write('savepoint/path', 's3://b/savepoint-1\n');
    pod.script('start-leader', ['--']);
    expect(pod.started()).toEqual(['start-foreground', '-D', 'jobmanager.rpc.address=10.1.2.3', '-D', 'execution.state-recovery.path=s3://b/savepoint-1', '--']);
  });

  test('begins with the one that was named, if one was', () => {
    pod.script('start-leader', ['--'], { SAVEPOINT: 's3://b/savepoint-2' });
    expect(pod.started()).toContain('execution.state-recovery.path=s3://b/savepoint-2');
  });

  test.each([['that says nothing', 'path', ''], ['without it', 'other', 'x']])('never begins with nothing where a savepoint was meant: a record %s', (_, file, text) => {
    pod.write(`savepoint/${file}`, text);
    const { code, out } = pod.script('start-leader', ['--']);
    expect(code).not.toBe(0);
    expect(out).toContain('refused: there is no savepoint in');
    expect(pod.has('started')).toBe(false);
  });

  test('without an address of its own it does not start', () => {
    pod.command('bin/hostname', { code: 1 });
    expect(pod.script('start-leader', ['--']).code).not.toBe(0);
    expect(pod.has('started')).toBe(false);
  });
});

describe('a worker', () => {
  test('has its own address', () => {
    pod.script('start-worker');
    expect(pod.started()).toEqual(['start-foreground', '-D', 'taskmanager.host=10.1.2.3']);
  });

  test('of another image than the leaders it does not start: the job would be a mixture of two programs', () => {
    const { code, out } = pod.script('start-worker', [], { IMAGE: 'fraud:2' });
    expect(code).not.toBe(0);
    expect(out).toContain('refused: this worker is of fraud:2, the leaders are of fraud:1: a changed program is a new run');
    expect(pod.has('started')).toBe(false);
  });

  test('of a processor that keeps nothing it waits for the leader that is exchanged with it', () => {
    const { code, out } = pod.script('start-worker', [], { IMAGE: 'fraud:2', HIGHLY_AVAILABLE: 'false' });
    expect(code).not.toBe(0);
    expect(out).toContain('the leaders are of fraud:1: if the leader was changed, too, its file follows within two minutes');
  });

  test('with a volume of its own it has a name by which it finds its state', () => {
    pod.script('start-worker', [], { RESOURCE_ID: 'true' });
    expect(pod.started()).toContain('taskmanager.resource-id=fraud-worker-0');
  });
});

describe('what both do', () => {
  test('the configuration is ours, and what Java needs is what the distribution says', () => {
    pod.script('start-worker');
    const environment = pod.read('environment');
    expect(environment).toContain(`FLINK_CONF_DIR=${pod.path('member/files')}\n`);
    expect(environment).toContain('--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED --add-opens=java.base/java.lang=ALL-UNNAMED');
  });

  test('a distribution that says nothing of Java is none the worse', () => {
    pod.write('flink/conf/config.yaml', '');
    expect(pod.script('start-worker').code).toBe(0);
  });

  test('plugins: those of the image, and the named one', () => {
    pod.script('start-worker', [], { ENABLE_BUILT_IN_PLUGINS: 'flink-s3-fs-hadoop-2.3.0.jar' });
    expect(pod.read('environment')).toContain(`FLINK_PLUGINS_DIR=${pod.path('member/plugins')}\n`);
    expect(pod.has('member/plugins/metrics-prometheus/reporter.jar')).toBe(true);
    expect(readlinkSync(pod.path('member/plugins/flink-s3-fs-hadoop-2.3.0/flink-s3-fs-hadoop-2.3.0.jar'))).toBe(pod.path('flink/opt/flink-s3-fs-hadoop-2.3.0.jar'));
  });

  test('a container that starts again finds its plugins made', () => {
    const more = { ENABLE_BUILT_IN_PLUGINS: 'flink-s3-fs-hadoop-2.3.0.jar' };
    pod.script('start-worker', [], more);
    expect(pod.script('start-worker', [], more).code).toBe(0);
    expect(existsSync(pod.path('member/plugins/flink-s3-fs-hadoop-2.3.0/flink-s3-fs-hadoop-2.3.0.jar'))).toBe(true);
    expect(pod.has('flink/plugins/metrics-prometheus/metrics-prometheus')).toBe(false);
  });

  test('a plugin that the image has in its own folder is taken from there', () => {
    pod.write('flink/plugins/flink-s3-fs-hadoop-2.3.0/flink-s3-fs-hadoop-2.3.0.jar', 'its own');
    expect(pod.script('start-worker', [], { ENABLE_BUILT_IN_PLUGINS: 'flink-s3-fs-hadoop-2.3.0.jar' }).code).toBe(0);
    expect(lstatSync(pod.path('member/plugins/flink-s3-fs-hadoop-2.3.0')).isSymbolicLink()).toBe(true);
    expect(pod.read('flink/plugins/flink-s3-fs-hadoop-2.3.0/flink-s3-fs-hadoop-2.3.0.jar')).toBe('its own');
  });

  test('a plugin of another version is refused, with what there is', () => {
    const { code, out } = pod.script('start-worker', [], { ENABLE_BUILT_IN_PLUGINS: 'flink-s3-fs-hadoop-2.2.0.jar' });
    expect(code).not.toBe(0);
    expect(out).toContain('its Flink may have another version than the declared one: there is ./flink-s3-fs-hadoop-2.3.0.jar');
  });

  test('what the last process wrote down of itself on the volume does not count', () => {
    pod.write('work/flink--taskexecutor.pid', '1');
    pod.script('start-worker');
    expect(pod.has('work/flink--taskexecutor.pid')).toBe(false);
    for (const folder of ['tmp', 'process', 'log']) expect(pod.has(`work/${folder}`)).toBe(true);
  });
});
