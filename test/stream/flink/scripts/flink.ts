import { chmodSync, mkdirSync } from 'node:fs';
import { Sandbox } from '../../../builtin/scripts/sandbox';

/** The pod of a leader or a worker, with stand-ins for Flink's programs: what they are given is in `started`. */
export class FlinkPod extends Sandbox {
  public constructor(more: Record<string, string> = {}) {
    super({ HOSTNAME: 'fraud-worker-0', CHECK_PORT: '6122', HIGHLY_AVAILABLE: 'true', ...more });
    Object.assign(this.environment, {
      FLINK_HOME: this.path('flink'),
      PROC: this.path('proc'),
      WORK_DIR: this.path('work'),
      SAVEPOINT_FILE: this.path('savepoint/path'),
      IMAGE: 'fraud:1',
      IMAGE_FILE: this.path('leaders/image'),
      ...more,
    });
    for (const program of ['standalone-job.sh', 'taskmanager.sh']) {
      const told = ['FLINK_CONF_DIR', 'FLINK_PLUGINS_DIR', 'FLINK_PID_DIR', 'JVM_ARGS'].map((name) => `echo "${name}=$${name}"`).join('; ');
      this.command(`flink/bin/${program}`, { run: `printf '<%s>\\n' "$@" >'${this.path('started')}'; { ${told}; } >'${this.path('environment')}'` });
    }
    this.command('bin/hostname', { when: '-i', out: '10.1.2.3 fd00::3\n' });
    this.write('flink/conf/config.yaml', 'env:\n  java:\n    opts:\n      all: --add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED --add-opens=java.base/java.lang=ALL-UNNAMED\n');
    this.write('flink/plugins/metrics-prometheus/reporter.jar', '');
    this.write('flink/opt/flink-s3-fs-hadoop-2.3.0.jar', 'the jar');
    this.write('leaders/image', 'fraud:1\n');
    this.process(100);
    this.listen();
  }

  /** The words that Flink's program was started with. */
  public started(): string[] {
    return this.read('started').trim().split('\n').map((line) => line.slice(1, -1));
  }

  /** Pid 1, by its start time. */
  public process(start: number): void {
    this.write('proc/1/stat', `1 (java (old) 1) S 0 1 1 0 -1 4194560 45082 0 2 0 443 39 191 33 20 0 23 0 ${start} 2812518400 38660\n`);
  }

  /** Which ports are listened on; a connection of the same number is there as well. */
  public listen(...ports: number[]): void {
    const hex = (port: number) => port.toString(16).toUpperCase().padStart(4, '0');
    this.write('proc/net/tcp', `  sl  local_address rem_address   st\n   0: 0100007F:${hex(6122)} 0100007F:C350 01 0 0\n`);
    this.write('proc/net/tcp6', ['  sl', ...ports.map((port, i) => `   ${i}: ${'0'.repeat(32)}:${hex(port)} ${'0'.repeat(32)}:0000 0A 0 0`), ''].join('\n'));
  }

  public folder(name: string, mode = 0o755): void {
    mkdirSync(this.path(name), { recursive: true });
    chmodSync(this.path(name), mode);
  }

  public script(name: string, args: readonly string[] = [], more: Record<string, string> = {}) {
    return this.run(`stream/flink/scripts/${name}.sh`, more, args);
  }
}
