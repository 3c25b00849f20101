#!/bin/sh
# Restores a backup: DATABASE_URL=… REDIS_DATA_DIR=… ops/restore.sh <folder>
#
# Into an empty database and the empty data folder of a Redis (7 or newer) that is not running yet. Nothing that is there
# is overwritten. The programs start afterwards, with the FIELD_KEY of before.
set -eu
umask 077

fail() {
  echo "restore: $1" >&2
  exit 1
}

[ $# -eq 1 ] || fail 'name the folder of the backup: npm run restore -- <folder>'
[ -n "${DATABASE_URL:-}" ] || fail 'DATABASE_URL is not set'
[ -d "${REDIS_DATA_DIR:-}" ] || fail 'REDIS_DATA_DIR is not a folder'
[ -f "$1/SHA256SUMS" ] || fail "$1 is no complete backup: SHA256SUMS is missing"
(cd "$1" && sha256sum --check --quiet SHA256SUMS) || fail "$1 is damaged"
[ -z "$(ls -A "$REDIS_DATA_DIR")" ] || fail "$REDIS_DATA_DIR is not empty"
tables=$(psql "$DATABASE_URL" -Atqc "select count(*) from pg_tables where schemaname !~ '^(pg_|information_schema)'") ||
  fail 'the database cannot be reached'
[ "$tables" -eq 0 ] || fail 'the database is not empty'

# Policies name the role the health units' staff work as; roles belong to the server and are in no dump.
psql "$DATABASE_URL" -qv ON_ERROR_STOP=1 <<'SQL' || fail 'the role ncovi_staff cannot be made; a superuser can: create role ncovi_staff nologin'
do $$
begin
  if not exists (select from pg_roles where rolname = 'ncovi_staff') then create role ncovi_staff nologin; end if;
  if not pg_has_role(current_user, 'ncovi_staff', 'member') then
    execute format('grant ncovi_staff to %I', current_user);
  end if;
end $$;
SQL
pg_restore --exit-on-error --single-transaction --no-owner --dbname="$DATABASE_URL" "$1/postgres.dump" ||
  fail 'Postgres did not take the dump; nothing was changed'
# A Redis with appendonly yes reads this folder and no dump.rdb, so the snapshot becomes the base of its log.
mkdir "$REDIS_DATA_DIR/appendonlydir"
cp "$1/redis.rdb" "$REDIS_DATA_DIR/appendonlydir/appendonly.aof.1.base.rdb"
echo 'file appendonly.aof.1.base.rdb seq 1 type b' >"$REDIS_DATA_DIR/appendonlydir/appendonly.aof.manifest"
if [ "$(id -u)" -eq 0 ]; then chown -R --reference="$REDIS_DATA_DIR" "$REDIS_DATA_DIR/appendonlydir"; fi
echo 'restore: complete; start Redis, then the programs'
