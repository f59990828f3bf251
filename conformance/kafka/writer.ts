// The writer's own record: every acknowledged message with its place and time, every refusal with its name, as the witness's log tells
// them (kafka-verifiable-producer, the tool of Kafka's own system tests; it does not try again, so that no refusal is hidden).
import { Api } from '../kubernetes/api';

export interface Acknowledged {
  readonly partition: number;
  readonly offset: number;
  readonly value: string;
  /** Milliseconds since 1970, by the writer's clock. */
  readonly at: number;
}

export interface Refused { readonly reason: string; readonly at: number }

export class Writer {
  public readonly acknowledged: Acknowledged[] = [];
  public readonly refused: Refused[] = [];
  private followed = new Map<string, number>();
  private following = false;
  private ended = false;

  public constructor(private readonly api: Api, private readonly namespace: string) {}

  /** Follows the log of every witness pod that there is or comes, until closed. */
  public follow(): void {
    if (this.following) { return; }
    this.following = true;
    void (async () => {
      while (!this.ended) {
        const pods = await this.api.list({ apiVersion: 'v1', kind: 'Pod', namespace: this.namespace }).catch(() => []);
        for (const pod of pods.filter((p) => p.metadata.name.startsWith('witness-') && p.status?.phase === 'Running')) {
          void this.followPod(pod.metadata.name);
        }
        await new Promise((go) => setTimeout(go, 1000).unref());
      }
    })();
  }

  public close(): void { this.ended = true; }

  /** Waits until so many more messages are acknowledged than were a moment ago: writing goes on. */
  public async goesOn(seconds: number, more = 20): Promise<void> {
    const from = this.acknowledged.length;
    for (const end = Date.now() + seconds * 1000; this.acknowledged.length < from + more;) {
      if (Date.now() > end) {
        throw new Error(`writing did not go on: ${this.acknowledged.length - from} messages acknowledged in ${seconds} s, expected ${more}; refused: ${this.reasons(Date.now() - seconds * 1000)}`);
      }
      await new Promise((go) => setTimeout(go, 100));
    }
  }

  /** The longest time without an acknowledged message since then, in seconds. Still running counts. */
  public longestGap(since: number): number {
    const times = [since, ...this.acknowledged.filter((a) => a.at >= since).map((a) => a.at), Date.now()];
    return Math.max(...times.slice(1).map((t, i) => t - times[i])) / 1000;
  }

  /** Refusals since then, by name. */
  public refusals(since: number): Record<string, number> {
    const count: Record<string, number> = {};
    for (const r of this.refused.filter((x) => x.at >= since)) { count[r.reason] = (count[r.reason] ?? 0) + 1; }
    return count;
  }

  private reasons(since: number): string {
    return Object.entries(this.refusals(since)).map(([reason, n]) => `${n} ${reason}`).join(', ') || 'none';
  }

  private async followPod(pod: string): Promise<void> {
    if (this.followed.has(pod)) { return; }
    this.followed.set(pod, 0);
    while (!this.ended) {
      let line = 0;
      const seen = this.followed.get(pod)!;
      const known = await this.api.lines(`/api/v1/namespaces/${this.namespace}/pods/${pod}/log?container=writer&follow=true`, (text) => {
        line++;
        if (line > seen) { this.take(text); this.followed.set(pod, line); } // a stream that was cut is read again from its start
        return this.ended;
      });
      if (!known) { this.followed.delete(pod); return; }
      await new Promise((go) => setTimeout(go, 300).unref());
    }
  }

  private take(text: string): void {
    if (!text.startsWith('{')) { return; }
    let event;
    try { event = JSON.parse(text); } catch { return; } // a line of the JVM's
    if (event.name === 'producer_send_success') {
      this.acknowledged.push({ partition: event.partition, offset: event.offset, value: event.value, at: event.timestamp });
    } else if (event.name === 'producer_send_error') {
      this.refused.push({ reason: String(event.exception).replace(/^class .*\./, ''), at: event.timestamp });
    }
  }
}
