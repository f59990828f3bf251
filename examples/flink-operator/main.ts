import { App, Chart, Duration } from 'cdk8s';
import {
  Delivery, Failure, FlinkApplication, FlinkOperator, FlinkVersion, ObjectStore, Platform, Sink, Source, StreamProcessor,
} from 'cdk8s-data';

const app = new App();
Platform.eks({ region: 'eu-central-1', kubernetesVersion: '1.34', storageClass: 'gp3' }).applyTo(app);
const chart = new Chart(app, 'fraud', { namespace: 'streams' });

// The program of examples/flink with one prop more, and a Flink that this operator's definition knows.
new StreamProcessor(chart, 'fraud', {
  operator: FlinkOperator.existing({ version: '1.15.0', watches: ['streams'], autoscaling: { maxParallelism: 24 } }),
  application: FlinkApplication.jar({
    version: FlinkVersion.of('1.20.3'),
    image: 'registry.example.com/fraud:1.0',
    jar: 'local:///opt/flink/usrlib/fraud.jar',
    entryClass: 'shop.Fraud',
    arguments: ['--threshold', '100'],
    slotsPerWorker: 2,
    secretEnvironment: [{ name: 'LEDGER_PASSWORD', secretName: 'ledger', key: 'password' }],
  }),
  parallelism: 6,
  state: ObjectStore.s3({ bucket: 'shop-flink', region: 'eu-central-1', roleArn: 'arn:aws:iam::111122223333:role/fraud' }),
  checkpointEvery: Duration.minutes(1),
  reads: [Source.external('sensors')],
  writes: [Sink.idempotent(Sink.external('ledger'))],
  guarantees: { survives: Failure.NODE, delivery: Delivery.EXACTLY_ONCE, recoveryPoint: Duration.minutes(1) },
});

app.synth();
