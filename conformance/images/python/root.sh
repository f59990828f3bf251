#!/usr/bin/env bash
# Unpacks Debian packages into a root folder with Python and what it loads, for images whose containers run one Python program.
# No script of a package runs.
#   root.sh FOLDER_OF_PACKAGES ROOT
set -euo pipefail
shopt -s inherit_errexit nullglob

packages=$(realpath "$1") root=$2

# base-files first: it has the links /bin and /lib, through which others may name their files.
for package in "$packages"/base-files_*.deb "$packages"/*.deb; do
  dpkg-deb -x "$package" "$root"
done
cd "$root"

# Which library goes by these names is for the packages' scripts to choose, among several; here is one of each.
for library in usr/lib/*-linux-gnu/{blas/libblas,lapack/liblapack}.so.3; do
  ln -s "$(basename "$(dirname "$library")")/${library##*/}" "$(dirname "$(dirname "$library")")/"
done
ln -s dash usr/bin/sh 2>/dev/null || true
printf '%s\n' 'root:x:0:0:root:/root:/bin/sh' 'trainer:x:1000:1000::/tmp:/bin/sh' 'nobody:x:65534:65534:nobody:/:/sbin/nologin' >etc/passwd
printf '%s\n' 'root:x:0:' 'trainer:x:1000:' 'nobody:x:65534:' >etc/group
printf '%s\n' 'hosts: files dns' >etc/nsswitch.conf
printf '%s\n' '127.0.0.1 localhost' >etc/hosts
: >etc/resolv.conf
cat usr/share/ca-certificates/mozilla/*.crt >etc/ssl/certs/ca-certificates.crt

# What only Debian's own tools read, what nobody reads in a container, and what only builds or tests need.
rm -rf usr/lib/{apt,dpkg,libtorch-test} usr/lib/python3/dist-packages/torch/{include,bin/*test*,bin/*Test*} usr/sbin/* usr/include \
  usr/share/{bash-completion,bug,debconf,doc,doc-base,info,lintian,locale,man,perl5} var/{backups,cache,lib,log}/*
find usr/lib/python3*/ -type d \( -name tests -o -name test \) -path '*/dist-packages/*' ! -path '*/numpy/*' ! -path '*/torch/*' -prune -exec rm -rf {} +
mkdir -p tmp
chmod 1777 tmp
