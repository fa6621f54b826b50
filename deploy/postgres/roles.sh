#!/bin/bash
# Runs once, when the database is new: a role and a schema per service, and the role `vault`, which owns the personal
# data. Services use it as members of the role `vault_user`; what that one may do, `colloquy migrate` says.
set -euo pipefail
cd /run/secrets
roles=$(for file in role-*; do echo "${file#role-}"; done)
{
    echo "revoke all on database $POSTGRES_DB from public;"
    echo "revoke all on schema public from public;"
    for role in $roles; do
        echo "create role $role login password '$(cat "role-$role")';"
        echo "grant connect on database $POSTGRES_DB to $role;"
        echo "create schema $role authorization $role;"
    done
    echo "create role vault_user nologin;"
    for role in $roles; do [ "$role" = vault ] || echo "grant vault_user to $role;"; done
} | psql -X -q -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB"
