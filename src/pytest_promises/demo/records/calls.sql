-- Who calls customer care, how long they wait, and what the board told them when they called.

CREATE TABLE calls AS
WITH arrived AS (
    SELECT numbered(key, n) AS id, within_hour(utc, id, 'call') AS called, *
    FROM (
        SELECT *, unnest(arrivals(key, 'calls', 16.2 * weekly * yearly * mood
            * CASE WHEN clock IN (9, 10, 14) THEN 1.25 WHEN clock = 17 THEN 0.7 ELSE 0.95 END
        )) AS n
        FROM hours
        WHERE open
    )
), waited AS (
    SELECT
        *,
        ['en', 'bg', 'ru', 'th'][1 + drawn(id, 'call-language', [0.3, 0.72, 0.92])] AS language,
        skewed(id, 'queue', 168 * mood * CASE WHEN clock IN (9, 10, 14) THEN 1.3 ELSE 0.9 END, 0.5) AS wait,
        ['answered', 'callback', 'abandoned'][1 + drawn(id, 'outcome', [0.91, 0.96])] AS outcome,
        called + to_seconds(CAST(wait AS BIGINT)) AS picked_up,
        CAST(greatest(0, round(wait / 60 + 0.6 * normal(id, 'estimate'))) AS INTEGER) AS published_minutes
    FROM arrived
), promised AS (
    SELECT
        waited.*,
        minutes_worked(local_time(called), came.working, came.earlier) + skewed(id, 'call-back', 36, 0.42) AS due
    FROM waited JOIN days AS came ON came.day = waited.day
), called_back AS (
    SELECT
        promised.*,
        utc_time(then_on.day + INTERVAL 9 HOUR + to_seconds(CAST(60 * (due - 540 * then_on.earlier) AS BIGINT))) AS returned
    FROM promised JOIN days AS then_on ON then_on.working AND then_on.earlier = floor(due / 540)
)
SELECT
    id,
    strftime(called, '%Y-%m-%dT%H:%M:%SZ') AS called_at,
    strftime(CASE WHEN outcome = 'answered' THEN by_now(picked_up) END, '%Y-%m-%dT%H:%M:%SZ') AS answered_at,
    strftime(CASE WHEN outcome = 'callback' THEN by_now(returned) END, '%Y-%m-%dT%H:%M:%SZ') AS called_back_at,
    published_minutes,
    outcome,
    language
FROM called_back
ORDER BY called, id;
