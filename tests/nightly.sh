#!/bin/sh
# What takes too long for every commit: property tests with twenty times as many examples,
# new ones each time, and some 20,000 requests to the API, on SQLite and, where it
# answers, on PostgreSQL.
set -u
python=$1
postgres=${TMS_POSTGRES_URL:-postgres://postgres@127.0.0.1:5432/postgres}
failed=0
export HYPOTHESIS_PROFILE="${HYPOTHESIS_PROFILE:-nightly}"
export TMS_FUZZ="${TMS_FUZZ:-2000}"

"$python" -m pytest -n auto tests/geo tests/places tests/locator tests/test_hours.py tests/api || failed=1
if DATABASE_URL=$postgres "$python" -m tests.database_answers; then
    echo "== PostgreSQL"
    DATABASE_URL=$postgres "$python" -m pytest -n auto tests/api || failed=1
else
    echo "== PostgreSQL: not run, no server answered at ${postgres##*@}"
fi
exit $failed
