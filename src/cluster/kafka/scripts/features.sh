#!/usr/bin/env bash
# Raises the version of the cluster's metadata, and the other features with it, to the declared release. Runs as a Job;
# running it again changes nothing.
#
# Promises:
# - It ends at once when the metadata has the declared version already. The other features are left then: who took one back by hand meant it.
# - Older metadata is raised by `upgrade --release-version`, which sets every feature to that release's level: all of them or none
#   (FeatureControlManager.updateFeatures).
# - Kafka refuses while a registered broker or controller, also one that is down, does not know the version. Then it names the member, waits
#   WAIT_SECONDS, which is meant to outlast the roll of some brokers, and fails with 1 (the Job tries again).
# - Newer metadata is never lowered. Exit code 3 says that trying again is useless: that, what Kafka will always refuse, and a declaration
#   that is no longer the newest.
#
# Environment
#   METADATA_VERSION  the release, `4.3`
#   CURRENT_TASK, CURRENT_FILE  as in exclusive-task.sh
#   BOOTSTRAP, TLS, MEMBER_DIR  as in topics.sh; WAIT_SECONDS (1800), PAUSE_SECONDS (30): each look is a JVM
set -euo pipefail

# shellcheck source=kafka-member.sh
. "$(dirname "${BASH_SOURCE[0]}")/kafka-member.sh"
# shellcheck source=exclusive-task.sh
. "$(dirname "${BASH_SOURCE[0]}")/exclusive-task.sh"

: "${WAIT_SECONDS:=1800}"
: "${PAUSE_SECONDS:=30}"
work=$(mktemp -d "$MEMBER_DIR/features.XXXXXX")
trap 'rm -rf "$work"' EXIT

# The metadata's version as it is, `4.3-IV0`, or `UNKNOWN 99` where the tool is too old to name it.
finalized() {
  job_tool kafka-features.sh describe >"$work/features" || return 1
  version=$(sed -nE 's/^Feature: metadata\.version[[:space:]].*FinalizedVersionLevel: (.*[^[:space:]])[[:space:]]+Epoch: .*$/\1/p' "$work/features")
  [ -n "$version" ] || { tell 'waiting: kafka-features shows no metadata.version'; return 1; }
}

# older A B: whether release A came before release B.
older() {
  ((${1%%.*} < ${2%%.*} || (${1%%.*} == ${2%%.*} && ${1#*.} < ${2#*.})))
}

# What is known of a broker that Kafka named: kafka-cluster knows brokers only.
broker_is() {
  local state
  state=$(job_tool 'kafka-cluster.sh list-endpoints' --include-fenced-brokers 2>/dev/null |
    awk -v id="$1" '$1 == "ID" { for (i = 1; i <= NF; i++) column[$i] = i; next } $1 == id && column["STATE"] { print $column["STATE"] }') || true
  case $state in
    unfenced) echo 'it serves: its restart with the new version is still to come' ;;
    fenced) echo "it is registered and down: if it never comes back, run kafka-cluster.sh unregister --id $1" ;;
    *) echo 'it is registered' ;;
  esac
}

explain() {
  case $1 in
    *' Broker '*) broker_is "$(sed -E 's/^.* Broker ([0-9]+) .*$/\1/' <<<"$1")" ;;
    *'has not registered'*) echo 'it is down, or starts' ;;
    *) echo 'its restart with the new version is still to come; a controller that is gone for good stays registered until one with its id' \
      'has run the new version once (Kafka forgets controllers from metadata 4.4 on: KIP-1312)' ;;
  esac
}

raise() {
  local words
  job_tool kafka-features.sh upgrade --release-version "$METADATA_VERSION" >"$work/said" && return 0
  # Each feature's line ends in the same reason, the one of the first that was refused.
  words=$(sed -nE 's/^Could not upgrade [^ ]+ to [0-9]+\. (.* had an error: )?//p' "$work/said" | head -n 1)
  [ -n "$words" ] || words=$(grep -hm 1 '^Unknown metadata.version' "$work/errors" || true)
  if grep -qE ' (Broker|[Cc]ontroller) [0-9]+ (only supports versions|does not support this feature|has not registered)' <<<"$words"; then
    tell "waiting: Kafka refuses $METADATA_VERSION. ${words%.}; $(explain "$words")"
  elif grep -qE '^(Invalid update version|Invalid metadata\.version|Unsupported metadata\.version|Unknown metadata\.version) ' <<<"$words"; then
    refuse "by Kafka: $words"
  elif [ -n "$words" ]; then
    tell "waiting: $words"
  fi
  return 1
}

# Told by the release alone: a release has one version, its last (MetadataVersion.fromVersionString).
bring_about() {
  finalized || return 1
  case $version in
    UNKNOWN*) refuse "the cluster's metadata is newer than the declared $METADATA_VERSION and than this Kafka knows ($version); declare the version that it had" ;;
  esac
  if older "$METADATA_VERSION" "${version%%-*}"; then
    refuse "the cluster's metadata is $version, declared is $METADATA_VERSION; it is never lowered. Declare metadataVersion: '${version%%-*}'"
  fi
  older "${version%%-*}" "$METADATA_VERSION" || return 0
  stop_if_superseded
  raise || return 1
  echo "raised from $version:"
  cat "$work/said"
}

until bring_about; do
  ((SECONDS < WAIT_SECONDS)) || { echo "gave up after $WAIT_SECONDS s" >&2; exit 1; }
  pause
done
echo "the metadata has the version of Kafka $METADATA_VERSION"
