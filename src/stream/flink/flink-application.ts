import { FlinkJarOptions, FlinkOptions, FlinkPythonOptions } from './flink-options';
import { flinkPlan, Program } from './flink-plan';
import { refuse } from '../../contract/message';
import { required, shown } from '../../declared/values';
import { WorkloadPlan } from '../../plan';
import { IStreamApplication, StreamRequest } from '../stream-application';

const CLASS_NAME = /^[\p{L}_$][\p{L}\p{N}_$]*(\.[\p{L}_$][\p{L}\p{N}_$]*)*$/u;

/** What runs a Python program: https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/resource-providers/standalone/docker/ */
const PYTHON_DRIVER = 'org.apache.flink.client.python.PythonDriver';

/**
 * A program on Apache Flink 1.20 or later, in application mode: leaders and workers of its own.
 */
export class FlinkApplication implements IStreamApplication {
  /**
   * A program in a jar.
   * @throws if the jar isn't in the image: `local:///opt/flink/usrlib/fraud.jar`
   */
  public static jar(options: FlinkJarOptions): FlinkApplication {
    const path = 'FlinkApplication.jar';
    const { jar, entryClass, arguments: words = [] } = options;
    if (typeof jar !== 'string' || !/^local:\/\/(\/[\w.+-]+)+\.jar$/.test(jar)) {
      refuse({
        path,
        what: 'jar',
        got: shown(jar),
        expected: 'one that the image has, local:// and its absolute path: what is fetched at the start may be another one after a failure',
        change: "copy it into the image, and write jar: 'local:///opt/flink/usrlib/fraud.jar'",
      });
    }
    if (entryClass !== undefined && !CLASS_NAME.test(entryClass)) {
      refuse({ path, what: 'entryClass', got: shown(entryClass), expected: 'the full name of a class', change: "write entryClass: 'shop.Fraud'" });
    }
    const entry = entryClass === undefined ? {} : { entry: entryClass };
    return new FlinkApplication(options, { archive: jar, ...entry, arguments: checkedWords(path, words) });
  }

  /**
   * A program in Python, with PyFlink.
   * @throws if the path isn't absolute
   */
  public static python(options: FlinkPythonOptions): FlinkApplication {
    const path = 'FlinkApplication.python';
    const { script, python = 'python3', arguments: words = [] } = options;
    if (typeof script !== 'string' || !/^(\/[\w.+-]+)+\.(py|zip)$/.test(script)) {
      const expected = 'the absolute path of a .py or .zip file in the image';
      refuse({ path, what: 'script', got: shown(script), expected, change: "write script: '/opt/flink/usrlib/fraud.py'" });
    }
    if (!/^[\w./+-]+$/.test(python)) refuse({ path, what: 'python', got: shown(python), expected: 'a program', change: "write python: '/usr/bin/python3'" });
    const own = ['-pyclientexec', python, '-pyexec', python, '-py', script];
    return new FlinkApplication(options, { entry: PYTHON_DRIVER, arguments: [...own, ...checkedWords(path, words)] }, true);
  }

  /** `flink`. */
  public readonly system = 'flink';

  private constructor(private readonly options: FlinkOptions, private readonly program: Program, private readonly python = false) {}

  /** The plan for a declaration. @throws when the declaration can't be met */
  public plan(request: StreamRequest): WorkloadPlan {
    required(request.path, 'version', this.options.version, 'minor', "FlinkVersion.of('2.3.0')");
    return flinkPlan(request, this.options, this.program, this.python);
  }
}

function checkedWords(path: string, words: string[]): string[] {
  if (!Array.isArray(words)) refuse({ path, what: 'arguments', got: shown(words), expected: 'a list of texts', change: "write arguments: ['--threshold', '100']" });
  const wrong = words.find((word) => typeof word !== 'string' || word.includes('\0'));
  if (wrong !== undefined) refuse({ path, what: 'arguments', got: shown(wrong), expected: 'texts', change: "write arguments: ['--threshold', '100']" });
  return words;
}
