#!/usr/bin/env bash
# Restarts a Kafka member before the certificate that it holds ends, if there is another. start.sh leaves it behind as a child of the server.
#
# Kafka reads its stores when it starts. kafka-configs can have the listeners read theirs again, but up to 4.3 not the
# connections to the controllers (KAFKA-20025): a member that went on would lose the quorum once its first certificate
# has ended and the connection breaks. So it is restarted, as it would be in a roll.
#
# Promises:
# - It restarts nobody before the last thirty days of the certificate, and nobody who started with the one that is there: who was
#   restarted for any other reason meanwhile is left alone, and so is everybody when a certificate is signed anew for another name.
# - It looks four times a day, at times of its own: ordinal N a quarter of an hour after N - 1, and every 24th a minute
#   after the one 24 before, so that no two of a kind leave together. Nothing runs in between.
# - It goes only if the others can spare it then (stop.sh, the same questions); else it stays until its next turn. So a
#   certificate with which no member can start takes one member, and no second.
# - The server gets SIGTERM, as in any stop; the kubelet starts the container again.
#
# Environment: RENEW_ROUND_SECONDS (21600), from one turn to the next; the rest as in stop.sh. In an image without openssl nobody knows
# when a certificate ends: then a member restarts as soon as there is another.
set -euo pipefail

here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=kafka-member.sh
. "$here/kafka-member.sh"

: "${RENEW_ROUND_SECONDS:=21600}"

# Seconds until the next turn, at least one: a turn is not taken twice.
until_turn() {
  local round=$RENEW_ROUND_SECONDS ordinal=${HOSTNAME##*-} turn
  turn=$((ordinal % 24 * round / 24 + ordinal / 24 % 15 * round / 360))
  echo $(((turn - $(date +%s) % round + round - 1) % round + 1))
}

# A file that is missing is no renewal.
renewed() {
  [ -s "$TLS_DIR/member/tls.key" ] && [ -s "$TLS_DIR/member/tls.crt" ] &&
    [ "$(cat "$TLS_DIR"/member/{tls.key,tls.crt})" != "$(<"$MEMBER_DIR/keystore.pem")" ]
}

ends_soon() {
  ! openssl x509 -noout -checkend $((30 * 24 * 60 * 60)) -in "$MEMBER_DIR/keystore.pem" >/dev/null 2>&1
}

while sleep "$(until_turn)"; do
  renewed && ends_soon || continue
  echo "renew: there is another certificate, and the one of this process ends within thirty days"
  if STOP_ELSE=stay bash "$here/stop.sh"; then
    echo "renew: restarting"
    kill -TERM "$PPID"
    exit 0
  fi
done
