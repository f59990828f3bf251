#!/usr/bin/env bash
# Packs the library, installs the tarball in a fresh app and runs the quickstart there. Needs `npm run compile` before.
set -euo pipefail
cd "$(dirname "$0")/.."
repo=$PWD
export LC_ALL=C # one order of file names everywhere

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm pack --silent --pack-destination "$work"
version() { node -p "'$1@' + require('./node_modules/$1/package.json').version"; }
peers=("$(version cdk8s)" "$(version cdk8s-plus-27)" "$(version constructs)")

mkdir "$work/app"
cp examples/quickstart/main.ts "$work/app"
cd "$work/app"
echo '{ "private": true }' > package.json
npm install --prefer-offline --omit=optional --no-audit --no-fund "$work"/*.tgz "${peers[@]}"

echo 'The tarball holds the library and nothing else.'
diff <(ls -A node_modules/cdk8s-data | grep -v -x API.md) - <<'FILES'
.jsii
LICENSE
README.md
bin
lib
package.json
FILES
diff <(cd "$repo/src" && find . -type f -path '*/scripts/*' | sort) <(cd node_modules/cdk8s-data/lib && find . -type f -path '*/scripts/*' | sort)

echo 'The quickstart compiles against it and writes what it writes in the repository.'
"$repo/node_modules/.bin/tsc" --noEmit --strict --skipLibCheck --target es2022 --module node16 \
  --types node --typeRoots "$repo/node_modules/@types" main.ts
CDK8S_OUTDIR=$work/packed "$repo/node_modules/.bin/tsx" main.ts
cd "$repo"
CDK8S_OUTDIR=$work/source npx tsx --tsconfig examples/tsconfig.json examples/quickstart/main.ts
test -n "$(ls "$work/source")"
diff -r "$work/source" "$work/packed"

echo 'The command finds there what it needs, and nothing that changed; and a member that is taken away.'
cd "$work/app"
npx cdk8s-data check --previous "$work/source" "$work/packed"
sed -i 's/^  replicas: 3$/  replicas: 2/' "$work/packed"/*
status=0
npx cdk8s-data check --previous "$work/source" "$work/packed" > "$work/said" || status=$?
grep -q 'destroys data (change/scale-in)' "$work/said"
test "$status" = 1
