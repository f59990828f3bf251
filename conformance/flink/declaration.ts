// What the experiments declare: a stream processor as a user would, which runs the counting job.
import { App, Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { countingImageName, JOB_CLASS } from './job';
import { ZONES } from '../cluster/zones';
import { KubeObject } from '../kubernetes/api';
import { Delivery, Failure, FlinkApplication, FlinkVersion, Metrics, Platform, Risk, Savepoint, SharedVolume, Sink, Source, StreamProcessor } from 'cdk8s-data';

export const VERSION = FlinkVersion.V2_3_0;
/** The name of every processor here: namespaces keep them apart. */
export const PROCESSOR = 'counting';
/** Folders of the containers, by the library: that of a `SharedVolume`, and that of the pod's own. */
const VOLUME = '/var/lib/flink/state', WORK = '/var/lib/flink/work';
/** What the job writes, in one of them. */
export const OUT = 'out';

export interface FlinkDeclaration {
  readonly namespace: string;
  /** The jar: 1 or 2. */
  readonly code: number;
  /** Told to main(). */
  readonly graph: string;
  readonly parallelism: number;
  /** A node if nothing is said. */
  readonly survives?: Failure;
  /** Nothing is kept. */
  readonly stateless?: boolean;
  /** Workers keep a copy of their state on volumes of their own. */
  readonly localRecovery?: boolean;
  /** The first of the two commits of a change, and the second. */
  readonly upgrade?: string;
  readonly restoreFrom?: string;
  /** Risks that the negative controls accept. */
  readonly acceptedRisks?: Risk[];
}

/** The manifests, exactly as synthesized, in the order of the file. */
export function declare(d: FlinkDeclaration): KubeObject[] {
  const app = new App();
  Platform.onPrem({ zones: ZONES, kubernetesVersion: '1.34' }).applyTo(app);
  const chart = new Chart(app, 'flink', { namespace: d.namespace });
  new StreamProcessor(chart, PROCESSOR, {
    application: FlinkApplication.jar({
      version: VERSION,
      image: countingImageName(d.code),
      jar: 'local:///opt/flink/usrlib/counting.jar',
      entryClass: JOB_CLASS,
      arguments: ['--out', `${d.stateless ? WORK : VOLUME}/${OUT}`, '--graph', d.graph],
      leaderResources: { cpu: { request: Cpu.millis(100) }, memory: { limit: Size.gibibytes(1) } },
      workerResources: { cpu: { request: Cpu.millis(100) }, memory: { limit: Size.mebibytes(1280) } },
      // Java's second compiler takes more of two cores than it gives back to processes that live for minutes.
      environment: { JVM_ARGS: '-XX:TieredStopAtLevel=1' },
      ...d.localRecovery ? { localRecovery: { size: Size.gibibytes(1) } } : {},
    }),
    parallelism: d.parallelism,
    ...d.stateless ? {} : { state: SharedVolume.create(Size.gibibytes(2)), checkpointEvery: Duration.seconds(5) },
    reads: [Source.external('numbers')],
    writes: [Sink.transactional(Sink.external('files'), { timeout: Duration.hours(1) })],
    guarantees: {
      survives: d.survives ?? Failure.NODE,
      ...d.stateless ? {} : { delivery: Delivery.EXACTLY_ONCE, recoveryPoint: Duration.seconds(5) },
    },
    metrics: Metrics.ofSystem(),
    ...d.upgrade ? { upgrade: Savepoint.to(d.upgrade) } : {},
    ...d.restoreFrom ? { restoreFrom: Savepoint.named(d.restoreFrom) } : {},
    acceptedRisks: d.acceptedRisks,
  });
  return chart.toJson();
}
