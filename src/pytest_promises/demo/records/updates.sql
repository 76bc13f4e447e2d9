-- What customers were told of a ticket while it was open: that it arrived, the answer, how it stands, the end.

CREATE TABLE updates AS
WITH cases AS (
    SELECT
        id AS ticket,
        kind,
        language,
        CAST(epoch(created_at) AS BIGINT) AS opened,
        CAST(epoch(first_reply_at) AS BIGINT) AS replied,
        CAST(epoch(solved_at) AS BIGINT) AS solved,
        CAST(local_time(created_at AT TIME ZONE 'UTC') AS DATE) AS first_day,
        CAST(local_time(coalesce(solved_at AT TIME ZONE 'UTC', getvariable('now'))) AS DATE) AS last_day
    FROM tickets
    WHERE NOT merged AND status <> 'archived'
), told AS (
    SELECT *, 'received' AS news, opened + CAST(floor(20 + 90 * chance(ticket, 'received')) AS BIGINT) AS told_at
    FROM cases
    UNION ALL
    SELECT *, 'answer', replied FROM cases WHERE replied IS NOT NULL
    UNION ALL
    SELECT *, 'solved', solved FROM cases WHERE solved IS NOT NULL
    UNION ALL
    SELECT cases.*, 'progress', CAST(epoch(utc_time(day + INTERVAL 9 HOUR)) + floor(32400 * chance(ticket, CAST(day AS VARCHAR))) AS BIGINT)
    FROM cases
    JOIN days ON working AND day > first_day AND day < last_day
    WHERE chance(ticket, day || '-told') < 0.97
)
SELECT ticket, kind, language, opened AS opened_at, solved AS solved_at, told_at AS updated_at, news
FROM told
WHERE told_at < epoch(getvariable('now'))
ORDER BY told_at, ticket, news;
