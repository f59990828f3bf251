import { refuse } from '../../contract/message';
import { shown } from '../../declared/values';

/** Minors that the tests ran: the suites `flink`, `flink-controls` and `pipeline` of docs/proof.md. */
const PROVEN_MINORS = ['2.3'];
/** Of Flink 2. */
const LAST_READ_MINOR = 3;

/**
 * A Flink version. Minors that were run on a real cluster by this library's own tests are listed; any patch of them passes.
 */
export class FlinkVersion {
  /** Flink 2.3.0. */
  public static readonly V2_3_0 = FlinkVersion.of('2.3.0');

  /**
   * Any version from 1.20 on. A minor that is not listed is accepted and marked unproven in the output.
   * @param version `major.minor.patch`
   * @throws below 1.20, the last of 1.x: older ones have other names for where checkpoints lie and how often they are made
   */
  public static of(version: string): FlinkVersion {
    return new FlinkVersion(version);
  }

  /** `2.3.0`. */
  public readonly version: string;
  /** The minor, `2.3`. */
  public readonly minor: string;
  /** Whether this library's tests ran this minor. */
  public readonly proven: boolean;
  /** Whether it reads its configuration as YAML does, from `config.yaml`; else line by line, from `flink-conf.yaml`. */
  public readonly standardYaml: boolean;

  /** Whether it is a minor of which the names of ConfigMaps were read. @internal */
  public readonly _knownNames: boolean;

  private constructor(version: string) {
    const parts = /^(\d+)\.(\d+)\.(\d+)$/.exec(version);
    if (!parts) {
      refuse({ path: 'FlinkVersion.of', what: 'version', got: shown(version), expected: 'major.minor.patch', change: "write FlinkVersion.of('2.3.0')" });
    }
    const [major, minor] = [Number(parts[1]), Number(parts[2])];
    if (major < 1 || (major === 1 && minor < 20)) {
      refuse({
        path: 'FlinkVersion.of',
        what: 'version',
        got: `'${version}'`,
        expected: '1.20.0 or later, because older ones have other names for the settings that keep checkpoints',
        change: "write FlinkVersion.of('2.3.0'), after a savepoint with a version between",
      });
    }
    this.version = version;
    this.minor = `${major}.${minor}`;
    this.proven = PROVEN_MINORS.includes(this.minor);
    this.standardYaml = major > 1;
    this._knownNames = major === 1 || (major === 2 && minor <= LAST_READ_MINOR);
  }
}
