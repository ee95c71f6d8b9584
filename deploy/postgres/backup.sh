#!/bin/sh
# Dumps Temporal's two databases into /backups, at once and then every BACKUP_EVERY seconds, and deletes dumps older
# than BACKUP_KEEP days. Runs in the postgres image, so that pg_dump has the server's version. Connection: PGHOST,
# PGUSER, PGPASSWORD. Back again: restore.sh.
set -eu

# $1: database. A dump that is not whole never has the name of one that is.
dump() {
  file="/backups/$1-$(date -u +%Y%m%dT%H%M%SZ).dump"
  pg_dump --format=custom --file="$file.part" "$1"
  mv "$file.part" "$file"
  echo "$file: $(du -h "$file" | cut -f1)"
}

while true; do
  # The next time is a new try; the log says what went wrong, and the health check that no dump is new.
  if dump temporal && dump temporal_visibility; then
    touch /backups/.last
    find /backups -name '*.dump' -mtime "+$BACKUP_KEEP" -delete
  fi
  find /backups -name '*.part' -delete
  sleep "$BACKUP_EVERY"
done
