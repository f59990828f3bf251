import { Change, World } from '../change';
import { ChangeClass } from '../change-class';
import { Difference } from '../difference';
import { Path } from '../path';

/** What a rule says of a part of a change. All differences at the path and below it are thereby taken. */
export interface Judgement {
  readonly path: Path;
  readonly was?: unknown;
  readonly is?: unknown;
  /** Why, and what to do. Nothing where nothing is to be done. */
  readonly todo?: string;
}

/** A rule: which changes it recognizes, and what they do. */
export interface RuleDefinition {
  /** `change/` and the concern, the file's name. It never changes. */
  readonly id: string;
  /** What the changes that it recognizes do. */
  readonly class: ChangeClass;
  /** One sentence for people: which changes, and what follows from them. */
  readonly proves: string;
  /** Where that comes from: title and address, or why it is so by definition. */
  readonly source: string;
  /**
   * What it recognizes in a change.
   *
   * @param change an object before and after
   * @param open the differences that no rule before it took
   * @param world everything else that was and is
   */
  judge(change: Change, open: Difference[], world: World): Judgement[];
}
