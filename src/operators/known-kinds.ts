import { KnownKind } from './known-kind';
import { STRIMZI_KINDS } from './strimzi/changes/kinds';

/** Kinds of operators whose changes were looked up, by group and kind. Of others it is only known whether they hold data. */
export const KNOWN_KINDS: Readonly<Record<string, KnownKind>> = { ...STRIMZI_KINDS };
