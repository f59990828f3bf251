#!/usr/bin/env bash
# Generates the Go and Java packages and compiles them, with those of the peers: some faults of an API, such as an import cycle
# in Go, pass jsii and show up only there. Needs `npm run compile` before.
set -euo pipefail
cd "$(dirname "$0")/.."
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=20

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npx jsii-pacmak --no-npmignore --code-only --target go --target java --outdir "$work" \
  node_modules/constructs node_modules/cdk8s node_modules/cdk8s-plus-27 .
runtime=$(node -p "require('jsii-pacmak/package.json').version")

echo 'go vet'
(
  cd "$work/go/cdk8sdata"
  for module in constructs cdk8s cdk8splus27; do
    go mod edit -replace "$(awk '$1 == "module" { print $2 }' "../$module/go.mod")=../$module"
  done
  go mod tidy
  go vet ./...
)

# pacmak puts the sources of all four packages into one folder: one small pom compiles them together.
echo 'mvn compile'
cat > "$work/java/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>check</groupId>
  <artifactId>check</artifactId>
  <version>1</version>
  <properties>
    <maven.compiler.source>8</maven.compiler.source>
    <maven.compiler.target>8</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencies>
    <dependency><groupId>software.amazon.jsii</groupId><artifactId>jsii-runtime</artifactId><version>$runtime</version></dependency>
    <dependency><groupId>org.jetbrains</groupId><artifactId>annotations</artifactId><version>16.0.3</version></dependency>
    <dependency><groupId>javax.annotation</groupId><artifactId>javax.annotation-api</artifactId><version>1.3.2</version></dependency>
  </dependencies>
</project>
POM
mvn --batch-mode --quiet -Dstyle.color=never --file "$work/java/pom.xml" compile
