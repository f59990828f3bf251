#!/usr/bin/env bash
# Unpacks Debian packages into a root folder that offers what the official image of Kafka offers (Alpine with Temurin's JRE):
# GNU coreutils, procps, bash, openssl, Java; all else is busybox, under the names that Alpine's has. No script of a package runs.
#   root.sh FOLDER_OF_PACKAGES ROOT
set -euo pipefail
shopt -s inherit_errexit

packages=$(realpath "$1") root=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# base-files first: it has the links /bin and /lib, through which others may name their files.
for package in "$packages"/base-files_*.deb "$packages"/*.deb; do
  dpkg-deb -x "$package" "$root"
done
cd "$root"

# Programs: those of four packages, and a few more. Most packages are here for their libraries only.
programs_of() {
  dpkg-deb --fsys-tarfile "$packages/$1"_*.deb | tar -t | sed -nE 's|^\./usr/s?bin/(.+)|\1|p'
}
keep=$(
  for package in bash busybox coreutils procps; do programs_of "$package"; done
  # libc-bin's stand for those of Alpine's musl-utils; flock: Debian's busybox has none.
  printf '%s\n' openssl getconf getent iconv ldd locale ld.so flock
)
for file in usr/bin/* usr/sbin/*; do
  grep -qxF "${file##*/}" <<<"$keep" || rm -f "$file"
done
rm -f usr/bin/bashbug
applets=$(chroot . busybox --list)
for applet in $(tr ' ' '\n' <"$here/applets.txt" | grep -xF "$applets"); do
  [ -e "usr/bin/$applet" ] || [ -e "usr/sbin/$applet" ] || ln -s busybox "usr/bin/$applet"
done

# Java where Temurin has it, in one piece: Debian keeps its configuration below /etc.
mkdir -p opt/java
mv usr/lib/jvm/java-21-openjdk-* opt/java/openjdk
find opt/java/openjdk -type l -lname '/etc/java-21-openjdk/*' | while read -r link; do
  cp --remove-destination ".$(readlink "$link")" "$link"
done

# Certificates. What is mounted over /etc/ssl/cert.pem is what wget trusts, as in Alpine: Debian's busybox hands https to
# `openssl s_client`, which trusts that file by default once it is linked here (Alpine's hands it to `ssl_client`).
cat usr/share/ca-certificates/mozilla/*.crt >etc/ssl/certs/ca-certificates.crt
ln -s certs/ca-certificates.crt etc/ssl/cert.pem
ln -sfn /etc/ssl/cert.pem usr/lib/ssl/cert.pem
rm opt/java/openjdk/lib/security/cacerts
chroot . openssl pkcs12 -export -nokeys -jdktrust anyExtendedKeyUsage -certpbe NONE -nomac -passout pass: \
  -in /etc/ssl/cert.pem -out /opt/java/openjdk/lib/security/cacerts
chmod 644 opt/java/openjdk/lib/security/cacerts

# What else is in Alpine's root. Names are asked of the files first, then of DNS; musl knows one locale by any name.
printf '%s\n' 'root:x:0:0:root:/root:/bin/sh' 'nobody:x:65534:65534:nobody:/:/sbin/nologin' >etc/passwd
printf '%s\n' 'root:x:0:' 'nobody:x:65534:' >etc/group
printf '%s\n' 'hosts: files dns' >etc/nsswitch.conf
printf '%s\n' '127.0.0.1 localhost' >etc/hosts
: >etc/resolv.conf
ln -s C.utf8 usr/lib/locale/en_US.utf8

# What only Debian's own tools read, and what nobody reads in a container.
rm -rf usr/lib/{apt,debug,init,jvm,mime,pam.d,systemd,sysusers.d,tmpfiles.d,udev} usr/lib/*-linux-gnu/{gconv,security} opt/java/openjdk/{docs,man} \
  etc/{apt,ca-certificates,cron.*,debconf.conf,default,dpkg,init.d,java-21-openjdk,pam.conf,pam.d,rc?.d,security,skel,systemd,update-motd.d} \
  boot srv var/{backups,cache,lib,local,log,mail,opt,spool}/*
find usr/share -mindepth 1 -maxdepth 1 ! -name ca-certificates ! -name zoneinfo -exec rm -rf {} +
mkdir -p mnt media srv var/cache var/lib var/log
chmod 1777 tmp
