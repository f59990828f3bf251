import { refuse } from '../contract/message';

/**
 * Options of a check on a condition.
 */
export interface StatusConditionOptions {
  /**
   * What the condition's status is: True, False or Unknown.
   * @default 'True'
   */
  readonly status?: string;
  /**
   * With this reason the condition does not count.
   * @default - it counts with any reason
   */
  readonly exceptReason?: string;
}

/** What may stand in a condition's type, and what is quoted in both languages as it is. */
const WORD = /^[A-Za-z0-9]([A-Za-z0-9_./-]*[A-Za-z0-9])?$/;
const FIELD = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/;

/**
 * One thing that the status of a custom resource says.
 */
export class StatusCheck {
  /**
   * A condition has this status.
   * @param type as `Ready`
   * @throws if a word isn't one that a condition can have
   */
  public static condition(type: string, options: StatusConditionOptions = {}): StatusCheck {
    const { status = 'True', exceptReason } = options;
    words('condition', [type, status, ...exceptReason === undefined ? [] : [exceptReason]]);
    const except = exceptReason === undefined ? '' : ` && c.?reason.orValue('') != '${exceptReason}'`;
    return new StatusCheck(
      `status.?conditions.orValue([]).exists(c, c.type == '${type}' && c.status == '${status}'${except})`,
      `condition(${[type, status, ...exceptReason === undefined ? [] : [exceptReason]].map(quoted).join(', ')})`,
    );
  }

  /**
   * A field of the status has one of these values, compared as text.
   * @param path below `status`: `phase`, or `currentState.summary`
   * @throws if the path or a value isn't one
   */
  public static field(path: string, values: string[]): StatusCheck {
    if (!FIELD.test(path)) {
      refuse({
        path: 'StatusCheck.field',
        what: 'path',
        got: `'${path}'`,
        expected: 'names of fields below status with dots between',
        change: "write it like 'phase'",
      });
    }
    words('field', values);
    if (values.length === 0) {
      refuse({ path: 'StatusCheck.field', what: 'values', got: 'none', expected: 'one or more', change: "write them like ['Ready']" });
    }
    const value = `string(status.?${path.replace(/\./g, '.?')}.orValue(''))`;
    return new StatusCheck(
      values.length === 1 ? `${value} == '${values[0]}'` : `${value} in [${values.map((one) => `'${one}'`).join(', ')}]`,
      `field({ ${path.split('.').map(quoted).join(', ')} }, { ${values.map(quoted).join(', ')} })`,
    );
  }

  private constructor(
    /** For Flux. @internal */
    public readonly _cel: string,
    /** For Argo CD, in a script that knows `condition` and `field`. @internal */
    public readonly _lua: string,
  ) {}
}

function quoted(word: string): string {
  return `"${word}"`;
}

function words(factory: string, given: string[]): void {
  const wrong = given.find((word) => !WORD.test(word));
  if (wrong === undefined) return;
  refuse({
    path: `StatusCheck.${factory}`,
    what: 'word',
    got: `'${wrong}'`,
    expected: 'letters and digits, with any of _./- between',
    change: 'write what the status says',
  });
}
