import { isIP } from 'net';
import { KafkaAuthentication } from './kafka-authentication';
import { refuse } from '../../contract/message';
import { required, shown } from '../../declared/values';
import { ExposedBy, ExposurePlan } from '../../plan';

/**
 * What is told of every way in.
 */
export interface KafkaExternalAccessOptions {
  /**
   * The DNS name that clients start from, `kafka.example.com`: it leads to all brokers.
   */
  readonly bootstrapHost: string;
  /**
   * How clients from outside prove who they are. One way for all of them: it is one listener.
   * @default KafkaAuthentication.certificate()
   */
  readonly authentication?: KafkaAuthentication;
  /**
   * Whether external-dns is asked to publish the names, by an annotation of each Service. It is written with both prefixes, that of
   * external-dns up to 0.21 and that from 0.22.0 on.
   * @see https://kubernetes-sigs.github.io/external-dns/latest/docs/sources/service/
   * @default false - somebody else publishes them
   */
  readonly externalDns?: boolean;
  /**
   * Further annotations, the same for all Services. What the platform is told can't be changed by them.
   * @default - none
   */
  readonly annotations?: Record<string, string>;
}

/**
 * Options of access through load balancers.
 */
export interface KafkaLoadBalancerOptions extends KafkaExternalAccessOptions {
  /**
   * The DNS name of each broker, with `{ordinal}` for its number from 0: `broker-{ordinal}.kafka.example.com`.
   */
  readonly brokerHost: string;
  /**
   * Whether the addresses are on the internet. Otherwise they are in the platform's own network, such as the VPC or virtual network.
   * With `Platform.onPrem()` the pool that your load balancer takes them from decides, and this says nothing.
   * @default false
   */
  readonly internet?: boolean;
  /**
   * Address ranges, as CIDR, that the load balancers let in: `['203.0.113.0/24']`. Kubernetes leaves it to the platform
   * (`loadBalancerSourceRanges`); AKS, EKS and GKE keep it. The node ports behind the load balancers are not meant: who reaches the nodes, reaches them.
   * @default - all; on EKS, unless `internet` is true, those of the VPC: the AWS Load Balancer Controller takes them where none are given
   * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/#lb-source-ranges
   */
  readonly allowedSourceRanges?: string[];
  /**
   * The class of load balancer, `eks.amazonaws.com/nlb`. It can't be changed later.
   * @default - the Kubernetes cluster's default
   */
  readonly loadBalancerClass?: string;
}

/**
 * Options of access through ports of the nodes.
 */
export interface KafkaNodePortOptions extends KafkaExternalAccessOptions {
  /**
   * The DNS name of each broker, with `{ordinal}` for its number from 0.
   * @default - `bootstrapHost`: all nodes have all ports
   */
  readonly brokerHost?: string;
  /**
   * The first of the node ports. It leads to all brokers, and broker N has the port `firstNodePort + 1 + N`: keep the ones that follow free for
   * brokers to come. From 30000 to 32767. From 30000 to 30085 Kubernetes 1.28 and later give none away by itself as long as others are free.
   * @see https://kubernetes.io/docs/concepts/services-networking/service/#avoid-nodeport-collisions
   */
  readonly firstNodePort: number;
}

/** What stands for the broker's number. */
export const ORDINAL = '{ordinal}';
/** The longest that it can get: there are at most 1,000 brokers. */
const LONGEST_ORDINAL = '999';
/** The default range of kube-apiserver, `--service-node-port-range`. */
const [LEAST_NODE_PORT, MOST_NODE_PORT] = [30000, 32767];

/**
 * A certificate and its chain are one message of the handshake, and Java takes none above 32 KiB: half of it for the names.
 * https://github.com/openjdk/jdk/blob/master/src/java.base/share/classes/sun/security/ssl/SSLConfiguration.java (jdk.tls.maxHandshakeMessageSize)
 */
const MOST_NAME_BYTES = 16 * 1024;

/**
 * How clients outside of the Kubernetes cluster reach the brokers. A Kafka client asks any broker for the addresses of all, and then
 * connects to each that leads one of its partitions; so each needs an address that is known when it starts, and a certificate with that name.
 */
export class KafkaExternalAccess {
  /**
   * A load balancer for each broker, and one more for all. Each costs what one costs on the platform.
   *
   * Needs names in DNS that lead to them (`externalDns`, or by hand), and `Platform.aks()`, `Platform.eks()`, `Platform.gke()` or
   * `Platform.onPrem()`, which say how load balancers are asked for.
   *
   * @throws if a name, range or annotation isn't one
   */
  public static loadBalancer(options: KafkaLoadBalancerOptions): KafkaExternalAccess {
    const path = 'KafkaExternalAccess.loadBalancer';
    const { bootstrapHost, brokerHost, internet, allowedSourceRanges, loadBalancerClass } = options;
    checkedHost(path, 'bootstrapHost', bootstrapHost, false);
    checkedHost(path, 'brokerHost', brokerHost, true);
    const [before, after] = brokerHost.split(ORDINAL);
    if (bootstrapHost.startsWith(before) && bootstrapHost.endsWith(after) && /^\d+$/.test(bootstrapHost.slice(before.length, bootstrapHost.length - after.length))) {
      refuse({ path, what: 'bootstrapHost', got: `'${bootstrapHost}', which is a broker's name`, expected: 'a name of its own: it leads to all brokers', change: 'choose another one' });
    }
    checkedRanges(path, allowedSourceRanges);
    if (loadBalancerClass !== undefined && !QUALIFIED_NAME.test(loadBalancerClass)) {
      refuse({ path, what: 'loadBalancerClass', got: shown(loadBalancerClass), expected: 'the name of a class, with an optional prefix', change: "write loadBalancerClass: 'eks.amazonaws.com/nlb', or leave it away" });
    }
    const exposure = {
      by: ExposedBy.LOAD_BALANCER,
      ...common(path, options),
      ...(internet ? { internet } : {}),
      ...(allowedSourceRanges ? { sourceRanges: allowedSourceRanges } : {}),
      ...(loadBalancerClass === undefined ? {} : { loadBalancerClass }),
    };
    return new KafkaExternalAccess(asksPassword(path, options), { ...exposure, host: bootstrapHost }, { ...exposure, host: brokerHost });
  }

  /**
   * Ports that are open on every node, one for each broker and one for all. Any node passes connections on to the broker, so that the name may
   * lead to any nodes, or to what distributes over them: clients try all addresses of a name. The client's own address is lost on the way.
   *
   * @throws if a name, port or annotation isn't one
   */
  public static nodePort(options: KafkaNodePortOptions): KafkaExternalAccess {
    const path = 'KafkaExternalAccess.nodePort';
    const { bootstrapHost, brokerHost = bootstrapHost, firstNodePort } = options;
    checkedHost(path, 'bootstrapHost', bootstrapHost, false);
    if (brokerHost !== bootstrapHost) checkedHost(path, 'brokerHost', brokerHost, true);
    if (!Number.isInteger(firstNodePort) || firstNodePort < LEAST_NODE_PORT || firstNodePort >= MOST_NODE_PORT) {
      refuse({
        path,
        what: 'firstNodePort',
        got: shown(firstNodePort),
        expected: `a whole number from ${LEAST_NODE_PORT} to ${MOST_NODE_PORT}, with room for the brokers' ports behind it`,
        change: `write firstNodePort: ${LEAST_NODE_PORT}`,
      });
    }
    const { publishHost, ...exposure } = { by: ExposedBy.NODE_PORT, ...common(path, options) };
    const publish = publishHost ? { publishHost } : {};
    return new KafkaExternalAccess(
      asksPassword(path, options),
      { ...exposure, ...publish, host: bootstrapHost, nodePort: firstNodePort },
      // a name that is published once is enough
      { ...exposure, ...(brokerHost === bootstrapHost ? {} : publish), host: brokerHost, nodePort: firstNodePort + 1 },
    );
  }

  private constructor(
    /** @internal Whether clients show a password. */
    public readonly _password: boolean,
    /** @internal The way to any broker. */
    public readonly _bootstrap: ExposurePlan,
    /** @internal The way to each. */
    public readonly _brokers: ExposurePlan,
  ) {}
}

/** The names that the brokers' certificate must have. */
export function externalNames(access: KafkaExternalAccess, replicas: number): string[] {
  const brokers = Array.from({ length: replicas }, (_, ordinal) => access._brokers.host.replace(ORDINAL, String(ordinal)));
  return [...new Set([access._bootstrap.host, ...brokers])];
}

/** What only the number of brokers decides. `signed`: whether a certificate is made, or given. */
export function checkExternalAccess(path: string, access: KafkaExternalAccess, replicas: number, signed: boolean): void {
  required(path, 'externalAccess', access, '_bootstrap', "KafkaExternalAccess.loadBalancer({ bootstrapHost: 'kafka.example.com', ... })");
  const first = access._brokers.nodePort;
  if (first !== undefined && first + replicas - 1 > MOST_NODE_PORT) {
    refuse({
      path,
      what: 'externalAccess.firstNodePort',
      got: `${first - 1}, so that the last of ${replicas} brokers would have ${first + replicas - 1}`,
      expected: `ports up to ${MOST_NODE_PORT}`,
      change: `write firstNodePort: ${MOST_NODE_PORT - replicas} or less`,
    });
  }
  const bytes = externalNames(access, replicas).reduce((sum, name) => sum + name.length + 2, 0);
  if (signed && bytes > MOST_NAME_BYTES) {
    refuse({
      path,
      what: 'externalAccess.brokerHost',
      got: `${replicas} names of brokers with ${bytes} bytes in one certificate`,
      expected: `${MOST_NAME_BYTES} bytes or less, or clients refuse the certificate`,
      change: 'choose a shorter brokerHost, or give a certificate with a wildcard by Certificates.secrets()',
    });
  }
}

function common(path: string, { externalDns, annotations }: KafkaExternalAccessOptions): Pick<ExposurePlan, 'publishHost' | 'annotations'> {
  for (const [key, value] of Object.entries(annotations ?? {})) {
    if (!QUALIFIED_NAME.test(key) || typeof value !== 'string') {
      refuse({ path, what: 'annotations', got: `${shown(key)}: ${shown(value)}`, expected: 'the key of an annotation, and text', change: "write { 'example.com/team': 'orders' }" });
    }
  }
  return { ...(externalDns ? { publishHost: true } : {}), ...(annotations ? { annotations: { ...annotations } } : {}) };
}

function asksPassword(path: string, { authentication = KafkaAuthentication.certificate() }: KafkaExternalAccessOptions): boolean {
  const { password, secretName } = required(path, 'authentication', authentication, 'password', 'KafkaAuthentication.scram()');
  if (secretName !== undefined) {
    refuse({ path, what: 'authentication', got: `a password, in the Secret ${secretName}`, expected: 'no password: each user has one of its own', change: 'write KafkaAuthentication.scram()' });
  }
  return password;
}

/** Labels, and keys of annotations: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const QUALIFIED_NAME = /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
/** A name in DNS, whose last label is no number: no address. */
const DNS_NAME = /^(?=.{1,253}$)([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)*(?!\d+$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

function checkedHost(path: string, what: string, host: string, ofBroker: boolean): void {
  const name = typeof host !== 'string' ? '' : ofBroker ? host.replace(ORDINAL, LONGEST_ORDINAL) : host;
  if (!DNS_NAME.test(name) || (ofBroker && name === host)) {
    refuse({
      path,
      what,
      got: shown(host),
      expected: `a name in DNS, in lower case${ofBroker ? `, with ${ORDINAL} for the broker's number` : ''}: certificates carry names, and an address may change`,
      change: `write ${what}: '${ofBroker ? `broker-${ORDINAL}.` : ''}kafka.example.com'`,
    });
  }
}

function checkedRanges(path: string, ranges?: string[]): void {
  const wrong = ranges?.find((range) => {
    const [address, bits, ...rest] = String(range).split('/');
    const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)]!;
    return rest.length > 0 || !/^\d{1,3}$/.test(bits ?? '') || Number(bits) > most;
  });
  if (wrong !== undefined || ranges?.length === 0) {
    refuse({ path, what: 'allowedSourceRanges', got: ranges!.length === 0 ? 'no range' : shown(wrong), expected: 'ranges of addresses', change: "write allowedSourceRanges: ['203.0.113.0/24'], or leave it away for all" });
  }
}
