import { Duration } from 'cdk8s';
import { ISink } from './ends';
import { externalName } from './external';
import { FlowClient, FlowConnection, SinkUse } from './flow-client';
import { refuse } from '../contract/message';
import { required } from '../declared/values';
import { FlowDirection, FlowEnd } from '../plan';

/**
 * Options of transactions.
 */
export interface TransactionOptions {
  /**
   * How long a transaction may stay open until the far end gives it up: whole seconds, 1 or more. Records of a transaction that was given up are
   * lost, so it must outlast a checkpoint with the time that it may take, a failure and the restart after it: for Flink more than `checkpointEvery` and 710 s.
   * @default - the longest that the far end grants, as far as that is known
   */
  readonly timeout?: Duration;
  /**
   * The longest such time that the far end grants. A `KafkaTopic` knows that of its cluster.
   * @default - what the far end knows
   */
  readonly longestTimeout?: Duration;
}

/**
 * How something is written to, and sinks that are not declared here.
 */
export class Sink implements ISink {
  /**
   * A sink of somebody else's. As it stands nothing is known of it: what is written again is there again. `Sink.transactional` and
   * `Sink.idempotent` say more of it.
   * @throws if the name isn't one
   */
  public static external(name: string): Sink {
    return new Sink(externalName('Sink.external', name), { end: FlowEnd.PLAIN });
  }

  /**
   * Written to in transactions, which become visible with the checkpoint that they belong to. The program must do it: for Flink, a sink with
   * `DeliveryGuarantee.EXACTLY_ONCE`.
   * @throws if a time isn't whole seconds
   */
  public static transactional(sink: ISink, options: TransactionOptions = {}): Sink {
    const path = 'Sink.transactional';
    const transactionSeconds = seconds(path, 'timeout', options.timeout);
    const longestTransactionSeconds = seconds(path, 'longestTimeout', options.longestTimeout);
    return Sink.used(path, sink, {
      end: FlowEnd.TRANSACTIONAL,
      ...(transactionSeconds === undefined ? {} : { transactionSeconds }),
      ...(longestTransactionSeconds === undefined ? {} : { longestTransactionSeconds }),
    });
  }

  /** Written to by key, so that the same write twice is as good as once: an upsert, a compacted topic whose readers take the last. */
  public static idempotent(sink: ISink): Sink {
    return Sink.used('Sink.idempotent', sink, { end: FlowEnd.IDEMPOTENT });
  }

  /** Written to as it comes: what comes again is there again. */
  public static atLeastOnce(sink: ISink): Sink {
    return Sink.used('Sink.atLeastOnce', sink, { end: FlowEnd.PLAIN });
  }

  private static used(path: string, sink: ISink, use: SinkUse): Sink {
    required(path, 'sink', sink, '_connectSink', "cluster.addTopic('alerts', ...)");
    return new Sink(sink.flowName, use, sink);
  }

  public readonly flowName: string;

  private constructor(name: string, private readonly use: SinkUse, private readonly inner?: ISink) {
    this.flowName = name;
  }

  /** What is said last of a sink counts. @internal */
  public _connectSink(client: FlowClient, use: SinkUse = this.use): FlowConnection {
    return this.inner?._connectSink(client, use) ?? { flow: { name: this.flowName, direction: FlowDirection.OUT, ...use }, secrets: [], configs: [] };
  }
}

function seconds(path: string, what: string, duration?: Duration): number | undefined {
  if (duration === undefined) return undefined;
  const got = required(path, what, duration, 'toSeconds', 'Duration.minutes(15)').toSeconds({ integral: false });
  if (!Number.isInteger(got) || got < 1) {
    refuse({ path, what, got: `${got} s`, expected: 'whole seconds, 1 or more', change: `write ${what}: Duration.minutes(15)` });
  }
  return got;
}
