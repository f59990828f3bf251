#!/usr/bin/env bash
# Compiles Python's files in a root folder: where it is read-only, each start would compile them anew.
#   unshare --mount --net --pid --fork compile.sh ROOT FOLDER...
set -euo pipefail

root=$1
shift
mount --make-rprivate /
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
# By no date and no hash: what is in an image never changes. Some packages have files of other Pythons, which are left as they are.
chroot "$root" python3 -m compileall -q --invalidation-mode unchecked-hash "$@" >/dev/null || true
