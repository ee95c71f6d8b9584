#!/bin/sh
# Makes Temporal's two databases and brings their tables to this version. Safe to run again: what is there stays, what
# is new is added. Runs in temporalio/admin-tools, which carries the schema of its own version. Connection: SQL_PLUGIN,
# SQL_HOST, SQL_PORT, SQL_USER, SQL_PASSWORD.
set -eu

attempts=30

# The database may accept connections a moment after it calls itself healthy.
until temporal-sql-tool --database temporal create-database; do
  attempts=$((attempts - 1))
  if [ "$attempts" -eq 0 ]; then
    echo "PostgreSQL at $SQL_HOST:$SQL_PORT cannot be reached, or refuses user $SQL_USER." >&2
    exit 1
  fi
  sleep 2
done
temporal-sql-tool --database temporal_visibility create-database

# $1: database, $2: schema
migrate() {
  temporal-sql-tool --database "$1" setup-schema --version 0.0
  temporal-sql-tool --database "$1" update-schema --schema-name "postgresql/v12/$2"
}

migrate temporal temporal
migrate temporal_visibility visibility
echo 'The databases are ready.'
