#!/usr/bin/env bash
# Downloads packages of Debian trixie, with all that they depend on, and installs nothing: apt gets a state of its own,
# for a machine on which no package is installed.
#   download.sh FOLDER PACKAGE...
# The mirror is the one that this machine's apt sources name, whatever release they name with it.
set -euo pipefail

folder=$1
shift
state=$(mktemp -d)
trap 'rm -rf "$state"' EXIT
mkdir -p "$state"/{sources,lists/partial,cache/archives/partial} "$folder"
: >"$state/status"
# As root, because the user that apt downloads as elsewhere may not read this state; without what this machine does after its updates.
cat >"$state/apt.conf" <<CONF
APT::Sandbox::User "root";
APT::Install-Recommends "false";
APT::Update::Error-Mode "any";
Dir::Etc { sourcelist "/dev/null"; sourceparts "$state/sources"; preferences "/dev/null"; preferencesparts "/dev/null"; };
Dir::State { status "$state/status"; lists "$state/lists"; };
Dir::Cache "$state/cache";
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
CONF
apt() {
  apt-get --config-file="$state/apt.conf" --quiet=2 --yes "$@"
}

# shellcheck disable=SC2016 # apt's own variable
mapfile -t mirrors < <(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Component: main' | sort -u)
# Not each of them has the release: the mirror of security updates, for instance, has it under another name.
found=no
for mirror in "${mirrors[@]}"; do
  printf '%s\n' 'Types: deb' 'Targets: Packages' "URIs: $mirror" 'Suites: trixie' 'Components: main' \
    'Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg' >"$state/sources/trixie.sources"
  if apt update 2>>"$state/errors"; then
    found=yes
    break
  fi
done
if [ "$found" = no ]; then
  cat "$state/errors" >&2 || true
  echo "got no Debian trixie from the mirrors of this machine's apt sources (${mirrors[*]:-none}), expected one that has it;" \
    "name a Debian mirror there, run apt-get update, and have debian-archive-keyring 2023.3+deb12u2 or newer" >&2
  exit 1
fi
apt install --download-only "$@" >/dev/null
mv "$state"/cache/archives/*.deb "$folder/"
