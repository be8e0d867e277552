#!/bin/sh
# Run the suite on every database server that answers, and say which ones ran.
# A server elsewhere: set TMS_POSTGRES_URL or TMS_MARIADB_URL.
set -u
python=$1
postgres=${TMS_POSTGRES_URL:-postgres://postgres@127.0.0.1:5432/postgres}
mariadb=${TMS_MARIADB_URL:-mysql://root@127.0.0.1:3306/test}
failed=0
ran=""

"$python" -m pip install --quiet --disable-pip-version-check 'psycopg[binary]>=3.2' || true
if ! "$python" -c 'import MySQLdb' 2>/dev/null; then
    if ! "$python" -m pip install --quiet --disable-pip-version-check mysqlclient 2>/dev/null; then
        if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
            apt-get update -qq && apt-get install -y -qq libmariadb-dev pkg-config gcc >/dev/null
        fi
        "$python" -m pip install --quiet --disable-pip-version-check mysqlclient || true
    fi
fi

run() {
    name=$1 url=$2
    if DATABASE_URL=$url "$python" -m tests.database_answers; then
        echo "== $name"
        DATABASE_URL=$url "$python" -m pytest -n auto --dist worksteal -m "not browser and not package" || failed=1
        ran="$ran $name"
    else
        echo "== $name: not run, no server answered at ${url##*@}"
    fi
}

run PostgreSQL "$postgres"
run MariaDB "$mariadb"
echo "Databases tested besides SQLite:${ran:- none}"
exit $failed
