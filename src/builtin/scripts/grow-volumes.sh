#!/usr/bin/env bash
# Gives the members of a StatefulSet larger volumes while they run. A person runs it, with kubectl:
#
#   grow-volumes.sh NAMESPACE STATEFULSET SIZE        grow-volumes.sh orders events-broker 200Gi
#
# A claim can grow where its class allows it; the template that claims are made from can't be changed
# (https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/). So the claims are grown, and the StatefulSet
# is taken away from above its pods, to be made anew with the new size: it takes the pods over as they are, for what it
# compares them by is the pod's template alone.
#
# Promises:
# - Nothing is changed unless the API server would take the new size for every claim, also for those that a smaller
#   number of members left behind. Volumes never shrink.
# - The StatefulSet goes only when every volume has the size, and its pods and claims stay.
# - It may run again at any time: what is done already is left alone.
#
# Environment: GROW_SECONDS (600), how long the volumes may take. What is used: get and patch on claims, get and delete
# on StatefulSets.
set -euo pipefail

refuse() {
  echo "refused: $*" >&2
  exit 1
}

[ $# = 3 ] || refuse "got $# words, expected NAMESPACE STATEFULSET SIZE"
namespace=$1 set=$2 size=$3
[[ $size =~ ^[0-9]+([KMGTPE]i|[kMGTPE])?$ ]] || refuse "got the size $size, expected one as the manifests have it: 200Gi"

kube() {
  kubectl --namespace "$namespace" "$@"
}

template=$(kube get statefulset "$set" --output 'jsonpath={.spec.persistentVolumeClaimRetentionPolicy.whenDeleted} {.spec.volumeClaimTemplates[*].metadata.name}')
read -r kept volume more <<<"$template"
[ -z "$more" ] || refuse "$set has several volumes for each member ($volume $more), expected one"
[ "$kept" = Retain ] ||
  refuse "the claims of $set go with it (whenDeleted: ${kept:-none}); apply it with retain: true before, and take that back afterwards"

claims=$(kube get persistentvolumeclaims --output 'jsonpath={range .items[*]}{.metadata.name}{"\n"}{end}' | grep -Ex -- "$volume-$set-[0-9]+") ||
  refuse "no claim $volume-$set-N in $namespace"

grow() {
  kube patch persistentvolumeclaim "$1" --patch "{\"spec\":{\"resources\":{\"requests\":{\"storage\":\"$size\"}}}}" "${@:2}"
}

for claim in $claims; do
  grow "$claim" --dry-run=server >/dev/null || refuse "$claim can't be $size large; nothing was changed"
done
for claim in $claims; do grow "$claim"; done

# The claims whose volumes are smaller than wanted, as far as is known, with what they wait for.
smaller() {
  local claim
  for claim in $claims; do
    kube get persistentvolumeclaim "$claim" --output 'jsonpath={.metadata.name} {.status.capacity.storage} {.status.conditions[*].type}{"\n"}' || echo "$claim unknown"
  done | awk -v size="$size" '
    function bytes(quantity,    unit) {
      unit = quantity
      sub(/^[0-9.]+/, "", unit)
      return quantity * (unit ~ /i$/ ? 1024 : 1000) ^ index("kmgtpe", tolower(substr(unit, 1, 1) (unit == "" ? "-" : "")))
    }
    bytes($2) < bytes(size)'
}

deadline=$((SECONDS + ${GROW_SECONDS:-600}))
until waiting=$(smaller) && [ -z "$waiting" ]; do
  if ((SECONDS >= deadline)); then
    echo "$waiting" >&2
    refuse "these volumes are not $size yet; where the claim says FileSystemResizePending, restart its pod, one at a time. Then run this again"
  fi
  sleep 5
done

kube delete statefulset "$set" --cascade=orphan
echo "now apply the manifests that have $size: until then no member of $set that is lost comes back"
