#!/bin/sh
# Puts Temporal's two databases back as they were at a dump: restore.sh 20261124T030000Z. Everything that happened since
# is gone from Temporal, so stop temporal, receiver and worker before. Connection: PGHOST, PGUSER, PGPASSWORD. See
# deploy/README.md.
set -eu

at="${1:?the time of the dump, as in the name of its file}"
for database in temporal temporal_visibility; do
  file=$(ls /backups/$database-"$at"*.dump)
  pg_restore --clean --if-exists --create --exit-on-error --dbname=postgres "$file"
  echo "$database is as it was at $at."
done
