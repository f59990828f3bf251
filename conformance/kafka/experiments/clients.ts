// Who may come in, and how.
import { clientProperties } from './client-files';
import { KubeObject } from '../../kubernetes/api';
import { Broken } from '../../promises/broken';
import { CLUSTER, OTHER_TOPIC, OUTSIDE_HOST, OUTSIDE_PORT } from '../declaration';
import { KafkaWorld } from '../world';

/** What a client was told, by its tool's own words. */
interface Visit { readonly name: string; readonly served: boolean; readonly said: string }

/** One of Kafka's tools in the witness's pod, as whoever the properties say. */
function asClient(world: KafkaWorld, name: string, properties: string, tool: string): ReturnType<KafkaWorld['run']> {
  const encoded = Buffer.from(properties).toString('base64');
  return world.run(`mkdir -p /tmp/${name} && echo ${encoded} | base64 -d > /tmp/${name}/client.properties
timeout 100 /opt/kafka/bin/${tool} --command-config /tmp/${name}/client.properties`, 120);
}

/** One message read from the topic, by whoever the properties say. */
async function readOne(world: KafkaWorld, name: string, port: number, group: string, topic: string, properties: string): Promise<Visit> {
  const done = await asClient(world, name, properties, `kafka-console-consumer.sh --bootstrap-server ${CLUSTER}.${world.namespace}.svc:${port} --topic ${topic} \
--group ${group} --from-beginning --command-property enable.auto.commit=false --max-messages 1 --timeout-ms 60000`);
  return { name, served: /Processed a total of 1 messages/.test(done.err + done.out), said: (done.err + done.out).trim() };
}

/** Why each is refused, in the client's own words. */
const REFUSALS: Record<string, RegExp> = {
  'wrong-password': /SaslAuthenticationException/,
  'no-certificate': /SSL handshake failed|SslAuthenticationException|bad_certificate|certificate_required/i,
  'undeclared': /AuthorizationException/,
  'no-right': /TopicAuthorizationException/,
};

/** The documented ways in work, with a certificate and with a password; whoever is not declared stays outside. */
export async function clients(world: KafkaWorld): Promise<{ served: number; refused: number }> {
  const witness = await identityIn(world, `${CLUSTER}-witness-tls`), { ca } = witness;
  const own = clientProperties(witness);
  const password = textOf((await world.api.get('v1', 'Secret', `${CLUSTER}-report-password`, world.namespace))!, 'password');
  const stranger = clientProperties(await strangerCertificate(world));

  const visits = await Promise.all([
    readOne(world, 'certificate', 9092, 'witness', world.topic, own),
    readOne(world, 'password', 9094, 'report', world.topic, clientProperties({ ca, user: 'report', password })),
  ]);
  for (const visit of visits.filter((v) => !v.served)) { throw new Broken(`client ${visit.name} was not served: ${visit.said.slice(-400)}`); }

  const refused = [
    ...await Promise.all([
      readOne(world, 'wrong-password', 9094, 'report', world.topic, clientProperties({ ca, user: 'report', password: 'not this one' })),
      readOne(world, 'no-certificate', 9092, 'witness', world.topic, clientProperties({ ca })),
    ]),
    ...await Promise.all([
      readOne(world, 'undeclared', 9092, 'witness', world.topic, stranger),
      readOne(world, 'no-right', 9092, 'witness', OTHER_TOPIC, own),
    ]),
  ];
  for (const visit of refused.filter((v) => v.served || !REFUSALS[v.name].test(v.said))) {
    throw new Broken(`client ${visit.name} ${visit.served ? 'was served' : 'was not refused for its own reason'}: ${visit.said.slice(-400)}`);
  }
  return { served: visits.length, refused: refused.length };
}

/** A client outside finds every broker under the address that it was told, and nobody else gets in there. */
export async function outside(world: KafkaWorld): Promise<{ reached: number; refused: number }> {
  const witness = await identityIn(world, `${CLUSTER}-witness-tls`);
  const reach = async (name: string, properties: string) => {
    const done = await asClient(world, name, properties, `kafka-broker-api-versions.sh --bootstrap-server ${OUTSIDE_HOST}:${OUTSIDE_PORT}`);
    return { said: done.out + done.err, brokers: done.out.match(/^\S+ \(id: \d+ .*-> \($/gm) ?? [] };
  };
  const known = await reach('outside', clientProperties(witness));
  for (let ordinal = 0; ordinal < world.count('broker'); ordinal++) {
    if (!known.brokers.some((b) => b.startsWith(`${OUTSIDE_HOST}:${OUTSIDE_PORT + 1 + ordinal} (id: ${ordinal} `))) {
      throw new Broken(`outside: broker ${ordinal} was not reached: ${known.said.slice(-600)}`);
    }
  }
  const unknown = await reach('outside-nobody', clientProperties({ ca: witness.ca }));
  if (unknown.brokers.length > 0 || !REFUSALS['no-certificate'].test(unknown.said)) {
    throw new Broken(`outside: without a certificate, the answer was ${unknown.said.slice(-600)}`);
  }
  return { reached: known.brokers.length, refused: 1 };
}

/** A certificate of the cluster's own issuer, for a name that nobody declared. */
async function strangerCertificate(world: KafkaWorld): Promise<Identity> {
  const template = world.objects.find((o) => o.kind === 'Certificate' && o.metadata.name === `${CLUSTER}-witness`)!;
  await world.api.apply({
    apiVersion: template.apiVersion,
    kind: 'Certificate',
    metadata: { name: 'stranger', namespace: world.namespace },
    spec: { ...template.spec, secretName: 'stranger-tls', ...template.spec.literalSubject ? { literalSubject: 'CN=stranger' } : { commonName: 'stranger' } },
  });
  const [secret] = (await world.api.until('the stranger has a certificate', { apiVersion: 'v1', kind: 'Secret', namespace: world.namespace },
    (all) => all.some((s) => s.metadata.name === 'stranger-tls' && s.data?.['tls.crt']), 60)).filter((s) => s.metadata.name === 'stranger-tls');
  return identityOf(secret);
}

interface Identity { readonly ca: string; readonly certificate: string; readonly key: string }

async function identityIn(world: KafkaWorld, secretName: string): Promise<Identity> {
  return identityOf((await world.api.get('v1', 'Secret', secretName, world.namespace))!);
}

function identityOf(secret: KubeObject): Identity {
  return { ca: textOf(secret, 'ca.crt'), certificate: textOf(secret, 'tls.crt'), key: textOf(secret, 'tls.key') };
}

function textOf(secret: KubeObject, key: string): string {
  return Buffer.from(secret.data[key], 'base64').toString('utf8');
}
