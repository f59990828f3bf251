#!/bin/bash
# Writes go.mod and go.sum for another version of Kubernetes: `./update.sh 1.34.4 [folder]`. The module k8s.io/kubernetes requires its
# staging modules at v0.0.0 from folders beside it, so from outside each has to be pinned to the same release by a replace line.
set -euo pipefail
version=${1:?name a version, such as 1.34.4}
cd "${2:-$(dirname "$0")}"
export GOTOOLCHAIN=local GOWORK=off GOFLAGS=
theirs=$(go mod download -json "k8s.io/kubernetes@v$version" | sed -n 's/.*"GoMod": "\(.*\)",*/\1/p')
{
  printf 'module %s\n\n' "$(basename "$PWD")"
  sed -n '/^go /p; /^godebug/p' "$theirs"
  printf '\nrequire (\n'
  if grep -q go.etcd.io/etcd/server main.go; then
    printf '\tgo.etcd.io/etcd/server/v3 %s\n' "$(awk '$1 == "go.etcd.io/etcd/client/v3" {print $2; exit}' "$theirs")"
  fi
  printf '\tk8s.io/kubernetes v%s\n)\n\nreplace (\n' "$version"
  awk -v v="v0.${version#1.}" '$2 == "=>" && $3 ~ /^\.\/staging/ {print "\t" $1, "=>", $1, v}' "$theirs"
  printf ')\n'
} > go.mod
go mod tidy
