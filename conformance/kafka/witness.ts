// An application that writes and reads through the documented way: what it was told is what a cluster must keep.
import { ApiObject, Chart, JsonPatch, Size } from 'cdk8s';
import { Cpu, Deployment, ImagePullPolicy } from 'cdk8s-plus-27';
import { KafkaCluster, KafkaTopic } from 'cdk8s-data';

export interface Witness {
  readonly image: string;
  readonly writesTo: KafkaTopic;
  readonly reads: KafkaTopic;
  /** Further options of the writer, with a blank in front. */
  readonly options?: string;
  /** What its Deployment has besides. */
  readonly patches?: readonly JsonPatch[];
}

export function addWitness(chart: Chart, events: KafkaCluster, { image, writesTo, reads, options = '', patches = [] }: Witness): void {
  const witness = new Deployment(chart, 'witness', { replicas: 1, metadata: { name: 'witness' } });
  const files = `/etc/kafka/${events.node.id}`;
  for (const [name, command] of [
    // No retries, so that every refusal is seen; a prefix of its own for each start, so that no value comes twice.
    ['writer', `until [ -s ${files}/user/tls.key ]; do sleep 1; done
exec /opt/kafka/bin/kafka-verifiable-producer.sh --bootstrap-server ${events.bootstrapServers()} --topic ${writesTo.topicName} --throughput 20${options} \
--value-prefix $(date +%s) --producer.config ${files}/config/client.properties`],
    ['reader', 'sleep infinity & trap "exit 0" TERM; wait'],
  ]) {
    witness.addContainer({
      name,
      image,
      imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT,
      command: ['bash', '-c', command],
      envVariables: {
        KAFKA_HEAP_OPTS: { value: '-Xmx96m' },
        // A tool of the JVM's costs half as much with the classes that the image has parsed, and without the second compiler.
        KAFKA_JVM_PERFORMANCE_OPTS: { value: '-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:SharedArchiveFile=/opt/kafka/kafka.jsa' },
        LOG_DIR: { value: '/tmp' },
      },
      resources: { cpu: { request: Cpu.millis(50) }, memory: { request: Size.mebibytes(256), limit: Size.gibibytes(1) } }, // two tools at once
      securityContext: { user: 1000, group: 1000, ensureNonRoot: true, readOnlyRootFilesystem: false },
    });
  }
  writesTo.grantProduce(witness);
  reads.grantConsume(witness, { group: 'witness' });
  // What `restricted` asks for and cdk8s-plus does not write.
  ApiObject.of(witness).addJsonPatch(
    JsonPatch.add('/spec/template/spec/securityContext/seccompProfile', { type: 'RuntimeDefault' }),
    ...patches,
    ...[0, 1].map((i) => JsonPatch.add(`/spec/template/spec/containers/${i}/securityContext/capabilities`, { drop: ['ALL'] })),
  );
}
