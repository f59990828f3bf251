#!/usr/bin/env bash
# Downloads packages of Debian trixie, with all that they depend on, and installs nothing: apt gets a state of its own,
# for a machine on which no package is installed.
#   download.sh FOLDER PACKAGE...
# The mirror is the one that this machine's apt sources name, whatever release they name with it.
set -euo pipefail

folder=$1
shift
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
state=$(mktemp -d)
trap 'rm -rf "$state"' EXIT
mkdir -p "$state"/{sources,lists/partial,cache/archives/partial} "$folder"
: >"$state/status"

# shellcheck disable=SC2016 # apt's own variable
mapfile -t mirrors < <(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Component: main' | sort -u)
apt() {
  # As root: the user that apt downloads as elsewhere may not read this state.
  apt-get -qq -y -o APT::Sandbox::User=root -o APT::Install-Recommends=false \
    -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$state/sources" -o Dir::Etc::preferences=/dev/null \
    -o Dir::Etc::preferencesparts=/dev/null -o Dir::State::status="$state/status" -o Dir::State::lists="$state/lists" \
    -o Dir::Cache="$state/cache" "$@"
}

# Not every mirror of a machine has the release: the one for security updates, for instance, has it under another name.
found=no
for mirror in "${mirrors[@]}"; do
  printf '%s\n' 'Types: deb' 'Targets: Packages' "URIs: $mirror" 'Suites: trixie' 'Components: main' "Signed-By: $keyring" \
    >"$state/sources/trixie.sources"
  if apt update -o APT::Update::Error-Mode=any 2>"$state/errors"; then
    found=yes
    break
  fi
done
if [ "$found" = no ]; then
  cat "$state/errors" >&2 || true
  echo "got no Debian trixie from the mirrors of this machine's apt sources (${mirrors[*]:-none}); name a Debian mirror there," \
    "and install debian-archive-keyring 2023.3+deb12u2 or newer" >&2
  exit 1
fi
apt install --download-only "$@" >/dev/null
mv "$state"/cache/archives/*.deb "$folder/"
