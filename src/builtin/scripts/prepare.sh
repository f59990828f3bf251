#!/usr/bin/env bash
# Prepares a member before its process starts. Runs in an init container with the component's own image.
#
# Promises:
# - The member keeps the scripts and the configuration that it started with: a mounted ConfigMap changes under
#   running pods of every StatefulSet at once, ahead of the roll. They are copied to $MEMBER_DIR/files.
# - The member knows its zone ($MEMBER_DIR/zone), and the zone is one of $ZONES: a member without a zone, or in
#   a made-up one (AKS gives `0` to nodes outside of zones), would break the spread of replicas in silence.
# - At most one member founds the system, once ever ($MEMBER_DIR/founder is `yes` for it, `no` for all others).
#   Neither silence nor answers of peers are evidence for or against a first start, so a marker at the API server
#   is: a ConfigMap that is made once. An emptied founder finds the marker, lacks its token, and joins.
#
# Environment
#   ZONES           allowed zones, separated by spaces; unset or empty: no zone is determined
#   ZONE            the zone, where Kubernetes tells it (label topology.kubernetes.io/zone of the pod, 1.35 and later)
#   NODE_NAME       else the zone is read from this Node (needs `get` on nodes)
#   ZONE_LABEL      the Node's label that names it (default topology.kubernetes.io/zone)
#   FOUNDING_MARKER name of the ConfigMap (needs `get` on it and `create` on configmaps); unset: nobody founds
#   FOUNDING_DIR    directory on the member's volume that keeps the decision
#   FOUNDING_LABELS labels of the ConfigMap, lines `key=value`
#   NAMESPACE       namespace of the ConfigMap; default: the pod's own
#   HOSTNAME        the pod's name; it ends in the ordinal
#   FOUNDER_ORDINAL ordinal of the one that may found (default 0)
set -euo pipefail

: "${CONFIG_DIR:=/config}"
: "${MEMBER_DIR:=/run/member}"
: "${ZONE_LABEL:=topology.kubernetes.io/zone}"
export TMPDIR=$MEMBER_DIR # the root file system is read-only
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=kube-api.sh
. "$here/kube-api.sh"

refuse() {
  echo "refused: $*" >&2
  exit 1
}

copy_files() {
  local source=$CONFIG_DIR new=$MEMBER_DIR/files.new file
  # The kubelet swaps all files of a ConfigMap at once by the link ..data: following it once gives one version.
  [ ! -e "$CONFIG_DIR/..data" ] || source=$(readlink -f "$CONFIG_DIR/..data")
  rm -rf "$new"
  mkdir -p "$new"
  for file in "$source"/*; do
    [ -f "$file" ] || continue
    cp -L "$file" "$new/"
  done
  chmod 0644 "$new"/*
  for file in "$new"/*.sh; do
    [ ! -f "$file" ] || chmod 0755 "$file"
  done
  rm -rf "$MEMBER_DIR/files"
  mv "$new" "$MEMBER_DIR/files"
}

find_zone() {
  local zone=${ZONE:-}
  if [ -z "$zone" ] && [ -n "${NODE_NAME:-}" ]; then
    kube_get "/api/v1/nodes/$NODE_NAME" 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1'
    [ "$kube_status" = 200 ] ||
      refuse "the zone of node $NODE_NAME can't be read (answer: $kube_status; 403 means that the service account lacks get on nodes)"
    zone=$(json_string "$ZONE_LABEL" "$kube_body")
  fi
  [ -n "$zone" ] ||
    refuse "node ${NODE_NAME:-(NODE_NAME unset)} has no label $ZONE_LABEL, expected one of: $ZONES;" \
      "label the node, or run on nodes that have zones"
  case " $ZONES " in
    *" $zone "*) ;;
    *) refuse "node ${NODE_NAME:-of this pod} is in zone \"$zone\", expected one of: $ZONES;" \
      "a node pool without zones (AKS: zone 0) can't hold members; add the zone to the platform, or keep pods off that node" ;;
  esac
  printf '%s\n' "$zone" >"$MEMBER_DIR/zone"
  echo "zone: $zone"
}

# On the volume: `token` from the moment at which this volume asks to found, `decision` once it is known.
# Each is a file of its own that appears whole (rename) and durable (sync).
read_founding() {
  cat "$FOUNDING_DIR/founding.$1" 2>/dev/null || true
}

write_founding() {
  mkdir -p "$FOUNDING_DIR"
  printf '%s\n' "$2" >"$FOUNDING_DIR/founding.$1.new"
  flush "$FOUNDING_DIR/founding.$1.new"
  mv "$FOUNDING_DIR/founding.$1.new" "$FOUNDING_DIR/founding.$1"
  flush "$FOUNDING_DIR"
}

flush() {
  sync -f "$1" 2>/dev/null || sync
}

marker_is_ours() {
  local theirs
  theirs=$(json_string token "$kube_body")
  [ -n "$theirs" ] && [ "$theirs" = "$(read_founding token)" ]
}

decide_founder() {
  local path="/api/v1/namespaces/$NAMESPACE/configmaps" body
  kube_get "$path/$FOUNDING_MARKER"
  if [ "$kube_status" = 404 ]; then
    # The token is on the disk before the marker can exist: a crash in between is recognised as our own founding.
    [ -n "$(read_founding token)" ] || write_founding token "$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
    body=$(mktemp)
    printf '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s","labels":{%s}},"immutable":true,"data":{"token":"%s"}}' \
      "$(json_text "$FOUNDING_MARKER")" "$(json_labels "${FOUNDING_LABELS:-}")" "$(read_founding token)" >"$body"
    kube_post "$path" "$body"
    rm -f "$body"
    if [ "$kube_status" = 201 ]; then
      decision=yes
      return
    fi
    # 409, or an answer that was lost on the way: what counts is whose token stands there.
    [ "$kube_status" = 409 ] || echo "making ConfigMap $NAMESPACE/$FOUNDING_MARKER: $kube_status" >&2
    kube_get "$path/$FOUNDING_MARKER"
  fi
  [ "$kube_status" = 200 ] ||
    refuse "ConfigMap $NAMESPACE/$FOUNDING_MARKER can't be read or made (answer: $kube_status), and without it nobody may" \
      "found; 403 means that the service account lacks get on it or create on configmaps"
  if marker_is_ours; then decision=yes; else decision=no; fi
}

find_founder() {
  local decision=no ordinal=${HOSTNAME##*-}
  if [ "$ordinal" = "${FOUNDER_ORDINAL:-0}" ]; then
    [ -n "$NAMESPACE" ] || refuse "NAMESPACE is not set"
    decision=$(read_founding decision)
    if [ -z "$decision" ]; then
      decide_founder
      write_founding decision "$decision"
      [ "$decision" = yes ] ||
        echo "founded before (ConfigMap $NAMESPACE/$FOUNDING_MARKER exists): this empty member joins the others." \
          "If all volumes were deleted on purpose, to start over, delete that ConfigMap and this member's volume too."
    fi
  fi
  # `spent` (the founding is done) and anything else is not `yes`.
  [ "$decision" = yes ] || decision=no
  printf '%s\n' "$decision" >"$MEMBER_DIR/founder"
  echo "founder: $decision"
}

copy_files
[ -z "${ZONES:-}" ] || find_zone
if [ -n "${FOUNDING_MARKER:-}" ]; then find_founder; else echo no >"$MEMBER_DIR/founder"; fi
