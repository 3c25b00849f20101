#!/bin/sh
# Backs up a running installation: DATABASE_URL=… REDIS_URL=… ops/backup.sh <new folder>
#
# Redis first, then Postgres. A declaration goes from the conversation to the queue (both in Redis) to its row: what
# leaves the queue between the two halves is in Postgres by then, and storing it once more changes nothing. The other
# way round it would be in neither half. FIELD_KEY is not backed up here and must be kept elsewhere.
set -eu
umask 077

fail() {
  echo "backup: $1" >&2
  exit 1
}

[ $# -eq 1 ] || fail 'name the folder to make: npm run backup -- <folder>'
[ -n "${DATABASE_URL:-}" ] || fail 'DATABASE_URL is not set'
[ -n "${REDIS_URL:-}" ] || fail 'REDIS_URL is not set'
case $REDIS_URL in
*,*) fail 'REDIS_URL names a cluster: save an RDB file of each primary first, then run pg_dump (docs/operations.md)' ;;
esac
mkdir "$1" 2>/dev/null || fail "$1 cannot be made, or is there already"
cd "$1"

redis-cli -u "$REDIS_URL" --no-auth-warning --rdb redis.rdb >/dev/null || fail 'Redis gave no snapshot'
pg_dump --format=custom --no-owner --file=postgres.dump "$DATABASE_URL" || fail 'Postgres gave no dump'
# Written last: a folder without it is not a backup.
sha256sum redis.rdb postgres.dump >SHA256SUMS
echo "backup: complete in $(pwd)"
