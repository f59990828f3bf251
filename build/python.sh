#!/usr/bin/env bash
# Fails unless programs in Python write the same bytes as their twins in TypeScript: the quickstart, and an engine of
# one's own. Needs `npm run compile` before.
set -euo pipefail
cd "$(dirname "$0")/.."
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=20

version() { node -p "require('./node_modules/$1/package.json').version"; }
requirements=("jsii==$(version jsii-pacmak)" "constructs==$(version constructs)" "cdk8s==$(version cdk8s)" "cdk8s-plus-27==$(version cdk8s-plus-27)")

# The same versions make the same environment: keep it. Its last file is written when all the others are there.
key=$(printf '%s\n' "${requirements[@]}" "$(python3 --version)" "$PWD" | sha256sum | cut -c1-12)
venv=node_modules/.cache/python-$key
if [ ! -e "$venv/ready" ]; then
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check "${requirements[@]}"
  touch "$venv/ready"
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npx jsii-pacmak --code-only --target python --outdir "$work"

same_bytes() {
  local name=$1 python=$2 typescript=$3
  CDK8S_OUTDIR=$work/$name/python PYTHONPATH=$work/python/src "$venv/bin/python" "$python"
  CDK8S_OUTDIR=$work/$name/typescript npx tsx --tsconfig test/tsconfig.json "$typescript"
  test -n "$(ls "$work/$name/typescript")"
  diff -r "$work/$name/typescript" "$work/$name/python"
}

same_bytes quickstart examples/quickstart-python/main.py examples/quickstart/main.ts
same_bytes engine test/python/log_engine.py test/python/log-engine.ts
