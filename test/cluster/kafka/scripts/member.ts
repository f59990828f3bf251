import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Sandbox } from '../../../builtin/scripts/sandbox';

/** What a real Kafka printed: recorded/<version>-<what>.txt. */
export function recorded(name: string): string {
  return readFileSync(join(__dirname, 'recorded', `${name}.txt`), 'utf8');
}

/** The pod of one member, with stand-ins for Kafka's tools. */
export class Member extends Sandbox {
  public constructor(role: 'broker' | 'controller', ordinal: number, more: Record<string, string> = {}) {
    const broker = role === 'broker';
    super({
      HOSTNAME: `events-${role}-${ordinal}`,
      HEADLESS: `events-${role}.orders.svc`,
      NODE_ID_OFFSET: broker ? '0' : '1000',
      ...(broker ? { BROKER_PORT: '9091' } : { CONTROLLER_PORT: '9093' }),
      ...more,
    });
    Object.assign(this.environment, {
      KAFKA_HOME: this.path('kafka'),
      PROC: this.path('proc'),
      DATA_DIR: this.path('data/log'),
      TLS_DIR: this.path('tls'),
      ...more,
    });
    this.process(4711);
    this.listen();
    this.write('proc/1/fd/1', '');
  }

  /** Pid 1, by its start time. */
  public process(start: number): void {
    const name = 'java (old) 1'; // proc(5) allows spaces and brackets in it
    this.write('proc/1/stat', `1 (${name}) S 0 1 1 0 -1 4194560 45082 0 2 0 443 39 191 33 20 0 23 0 ${start} 2812518400 38660\n`);
  }

  /** Which ports are listened on; other sockets are there as well. */
  public listen(...ports: number[]): void {
    const hex = (port: number) => port.toString(16).toUpperCase().padStart(4, '0');
    const any = '00000000000000000000000000000000';
    this.write('proc/net/tcp', [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      // our port as the far end of a connection, and as the near end of one that is established
      `   0: 0100007F:C350 0100007F:${hex(9091)} 01 00000000:00000000 00:00000000 00000000     0        0 1 1 0 20 4 30 10 -1`,
      `   1: 0100007F:${hex(9091)} 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 2 1 0 20 4 30 10 -1`,
      `   2: 0100007F:${hex(9093)} 0100007F:C351 01 00000000:00000000 00:00000000 00000000     0        0 2 1 0 20 4 30 10 -1`,
      '',
    ].join('\n'));
    this.write('proc/net/tcp6', [
      '  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt',
      ...ports.map((port, i) => `   ${i}: ${any}:${hex(port)} ${any}:0000 0A 00000000:00000000 00:00000000 00000000     0        0 99126 1 0 100 0 0 10 0`),
      '',
    ].join('\n'));
  }

  /** Does something while another process holds a lock. */
  public locked<T>(name: string, action: () => T): T {
    const file = this.path(`member/${name}`);
    const holder = spawn('flock', [file, 'sh', '-c', `touch '${file}.held'; sleep 30`], { detached: true, stdio: 'ignore' });
    try {
      for (let i = 0; !existsSync(`${file}.held`) && i < 500; i++) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
      return action();
    } finally {
      process.kill(-holder.pid!);
    }
  }

  public script(name: string, more: Record<string, string> = {}, args: readonly string[] = []) {
    return this.run(`cluster/kafka/scripts/${name}.sh`, more, args);
  }
}
