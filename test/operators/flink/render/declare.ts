import { App, Chart, Size, Testing } from 'cdk8s';
import {
  ExistingFlinkOperatorOptions, Failure, FlinkApplication, FlinkJarOptions, FlinkOperator, FlinkVersion, ObjectStore, Platform, Risk, Rule,
  StreamProcessor, StreamProcessorProps,
} from '../../../../src';

export const OPERATOR: ExistingFlinkOperatorOptions = { version: '1.15.0', watches: ['streams'] };

/** A processor that the operator runs. */
export function processor(
  props: Partial<StreamProcessorProps> = {}, job: Partial<FlinkJarOptions> = {}, operator: Partial<ExistingFlinkOperatorOptions> = {},
): Chart {
  const app = new App();
  Platform.eks({ region: 'eu-central-1', zones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'], kubernetesVersion: '1.34', storageClass: 'gp3' }).applyTo(app);
  const chart = new Chart(app, 'streams', { namespace: 'streams' });
  new StreamProcessor(chart, 'fraud', {
    operator: FlinkOperator.existing({ ...OPERATOR, ...operator }),
    application: FlinkApplication.jar({
      version: FlinkVersion.of('2.2.1'),
      image: 'registry.example.com/fraud:8',
      jar: 'local:///opt/flink/usrlib/fraud.jar',
      entryClass: 'shop.Fraud',
      arguments: ['--threshold', '100'],
      slotsPerWorker: 2,
      workerResources: { memory: { limit: Size.gibibytes(8) } },
      ...job,
    }),
    parallelism: 6,
    state: ObjectStore.s3({ bucket: 'shop-flink', roleArn: 'arn:aws:iam::111122223333:role/fraud' }),
    guarantees: { survives: Failure.NODE },
    ...props,
  });
  return chart;
}

/** One that keeps nothing. */
export const WITHOUT_STATE: Partial<StreamProcessorProps> = {
  state: undefined,
  guarantees: { survives: Failure.NONE },
  acceptedRisks: [Risk.accept(Rule.CHECKPOINT_DURABLE, 'it only filters')],
};

export const rendered = (...all: Parameters<typeof processor>): any[] => Testing.synth(processor(...all));
export const deployment = (...all: Parameters<typeof processor>): any => rendered(...all).find(({ kind }) => kind === 'FlinkDeployment').spec;
