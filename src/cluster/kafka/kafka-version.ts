import { refuse } from '../../contract/message';

/**
 * The oldest metadata of a quorum that controllers may join and leave, `kraft.version` 1; Kafka 4.0 came next.
 * https://github.com/apache/kafka/blob/4.3.1/server-common/src/main/java/org/apache/kafka/server/common/KRaftVersion.java
 */
export const OLDEST_METADATA = '3.9';

/** Minors that the tests ran. */
const PROVEN_MINORS = ['4.2', '4.3'];

/**
 * A Kafka version. Minors that were run on a real cluster by this library's own tests are listed;
 * any patch of them passes.
 */
export class KafkaVersion {
  /** Kafka 4.2.0. */
  public static readonly V4_2_0 = KafkaVersion.of('4.2.0');
  /** Kafka 4.3.1. */
  public static readonly V4_3_1 = KafkaVersion.of('4.3.1');

  /**
   * Any version from 4.2 on. A minor newer than the listed ones is accepted and marked unproven in the output.
   * @param version `major.minor.patch`
   * @throws below 4.2: controllers can't join the quorum by themselves (`controller.quorum.auto.join.enable`,
   * KIP-1186, is in 4.2.0 and not in 4.1.2), so an emptied disk would need a person
   */
  public static of(version: string): KafkaVersion {
    return new KafkaVersion(version);
  }

  /** `4.3.1`. */
  public readonly version: string;
  /** The minor, `4.3`. */
  public readonly minor: string;
  /** Whether this library's tests ran this minor. */
  public readonly proven: boolean;

  private constructor(version: string) {
    const parts = /^(\d+)\.(\d+)\.(\d+)$/.exec(version);
    if (!parts) {
      refuse({ path: 'KafkaVersion.of', what: 'version', got: `'${version}'`, expected: 'major.minor.patch', change: "write KafkaVersion.of('4.3.1')" });
    }
    const [major, minor] = [Number(parts[1]), Number(parts[2])];
    if (major < 4 || (major === 4 && minor < 2)) {
      refuse({
        path: 'KafkaVersion.of',
        what: 'version',
        got: `'${version}'`,
        expected: '4.2.0 or later, because controllers of older versions do not take back an emptied disk by themselves',
        change: "write KafkaVersion.of('4.3.1'), or use an operator",
      });
    }
    this.version = version;
    this.minor = `${major}.${minor}`;
    this.proven = PROVEN_MINORS.includes(this.minor);
  }

  /** Whether this version can work with the metadata of `minor`, `4.2`: its own or an older one, down to 3.9, the last before 4.0. */
  public speaks(minor: string): boolean {
    if (minor === OLDEST_METADATA) return true;
    const [a, b] = [this.minor, minor].map((v) => v.split('.').map(Number));
    return b[0] >= 4 && (b[0] < a[0] || (b[0] === a[0] && b[1] <= a[1]));
  }
}
