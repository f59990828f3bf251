import { Objection, Software } from '../transition';

/*
 * Which steps between versions Kafka supports. Conservative: what its documentation does not name is objected to.
 * Source: Kafka, Upgrading: https://kafka.apache.org/43/getting-started/upgrade/
 * - From 3.3 on (KRaft), binaries may be raised to any later version, minors skipped, members one by one; for 4.x the metadata must be of 3.3 or later, too.
 * - The metadata version is raised when all members run the new binaries, and is at most that of the binaries.
 * - Older binaries can't join a cluster whose metadata is newer. Metadata goes back only where no version between changed its form,
 *   and nothing in a manifest says whether one did; 4.3 did.
 */

/** The first version, of binaries and of metadata, from which a step to 4.x is documented. */
const FIRST = [3, 3];
/** The last version whose upgrade notes were read here. */
const LAST = [4, 3];

type Version = number[];

export function kafkaTransition(from: Software, to: Software): Objection[] {
  const texts = [from.version, to.version, from.stateVersion ?? minor(from), to.stateVersion ?? minor(to)];
  const [was, is, metadataWas, metadataIs] = texts.map(parse);
  if (!was || !is || !metadataWas || !metadataIs) {
    const unread = texts.filter((text) => !parse(text)).map((text) => `'${text}'`).join(', ');
    return [{ got: unread, expected: 'versions such as 4.3.1, and 4.3 for metadata', change: 'write released versions' }];
  }
  return [
    ...documented(was, is, metadataWas, from, to),
    ...binaries(is, metadataWas, from, to),
    ...metadata(was, is, metadataWas, metadataIs, from, to),
  ];
}

function parse(text: string): Version | undefined {
  const parts = /^(\d+)\.(\d+)(?:\.(\d+))?$/.exec(text);
  return parts ? parts.slice(1).filter((part) => part !== undefined).map(Number) : undefined;
}

/** The metadata version that new members of these binaries have, `4.3`. */
function minor({ version }: Software): string {
  return version.split('.').slice(0, 2).join('.');
}

/** Below zero where a is older. Only as deep as both go: 4.3.1 is of 4.3. */
function order(a: Version, b: Version): number {
  const differing = a.findIndex((part, i) => i < b.length && part !== b[i]);
  return differing < 0 ? 0 : a[differing] - b[differing];
}

function documented(was: Version, is: Version, metadataWas: Version, from: Software, to: Software): Objection[] {
  if (order(is, was) <= 0) return [];
  const got = `version ${from.version} -> ${to.version}`;
  if (is[0] > LAST[0] && is[0] > was[0]) {
    return [{ got, expected: `a version of ${LAST[0]}.x: no step beyond is known here`, change: 'read the upgrade notes of that version, then let this rule through' }];
  }
  const next = order(was, LAST) < 0 ? LAST : [was[0], was[1] + 1];
  if (order(is, LAST) > 0 && order(is, next) > 0) {
    return [{
      got,
      expected: `one minor after the other beyond ${LAST.join('.')}: which of them may be skipped is not known here`,
      change: `raise it to ${next.join('.')} first`,
    }];
  }
  if (is[0] === was[0]) return [];
  if (order(was, FIRST) < 0) return [{ got, expected: `${FIRST.join('.')} or later before the step to ${is[0]}.x`, change: 'raise it to 3.9 first' }];
  if (order(metadataWas, FIRST) >= 0) return [];
  return [{
    got: `${got} on metadata of version ${from.stateVersion}`,
    expected: `metadata of ${FIRST.join('.')} or later before the step to ${is[0]}.x`,
    change: 'raise metadataVersion first',
  }];
}

function binaries(is: Version, metadataWas: Version, from: Software, to: Software): Objection[] {
  if (order(is, metadataWas) >= 0) return [];
  const kept = from.stateVersion ?? minor(from);
  return [{
    got: `version ${to.version} on metadata of version ${kept}`,
    expected: `${kept} or later: older binaries can't join it`,
    change: `keep version ${from.version}; there is no way back but into a new cluster, unless kafka-features.sh downgrade takes the metadata back first`,
  }];
}

function metadata(was: Version, is: Version, metadataWas: Version, metadataIs: Version, from: Software, to: Software): Objection[] {
  if (from.stateVersion === undefined || to.stateVersion === undefined || order(metadataIs, metadataWas) === 0) return [];
  const step = `metadata version ${from.stateVersion} -> ${to.stateVersion}`;
  const keep = `write metadataVersion: '${from.stateVersion}'`;
  if (order(metadataIs, metadataWas) < 0) {
    // said already, where the binaries are too old for what there is
    if (order(is, metadataWas) < 0) return [];
    return [{ got: step, expected: `${from.stateVersion} or later: no manifest takes back what members keep`, change: keep }];
  }
  if (order(metadataIs, is) > 0) {
    return [{ got: `${step} with version ${to.version}`, expected: 'at most the version of the binaries', change: 'raise version first, and metadataVersion in a later change' }];
  }
  if (order(is, was) === 0) return [];
  return [{
    got: `version ${from.version} -> ${to.version} and ${step} in one change`,
    expected: 'the binaries first: they can go back as long as the metadata stays, and the metadata never goes back',
    change: `${keep} beside the new version; raise it in a later change, when nobody wants to go back any more`,
  }];
}
