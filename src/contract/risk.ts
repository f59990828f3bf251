import { refuse } from './message';
import { Rule } from './rule';

/** A reason shorter than this names nothing that a reader could judge. */
const SHORTEST_REASON = 10;

/**
 * A rule that may be broken, and why. Accepted risks are written into the output, where its reader sees them.
 */
export class Risk {
  /**
   * Accept that a rule is broken.
   *
   * @param rule the rule that may be broken
   * @param reason why that is all right here, for whoever reads the manifests: 10 characters or more
   */
  public static accept(rule: Rule, reason: string): Risk {
    if (reason.trim().length < SHORTEST_REASON) {
      refuse({
        path: 'Risk.accept',
        what: rule.id,
        got: `the reason '${reason}'`,
        expected: `${SHORTEST_REASON} characters or more`,
        change: "say why it is all right here, like 'rebuilt from the log in 5 minutes'",
      });
    }
    return new Risk(rule, reason.trim());
  }

  private constructor(
    /** The rule that may be broken. */
    public readonly rule: Rule,
    /** Why that is all right here. */
    public readonly reason: string,
  ) {}
}
