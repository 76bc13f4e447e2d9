-- The tickets of the last month as help desks tell them: instants in whole seconds since 1970, and working time in minutes.

CREATE TABLE recent AS
WITH times AS (
    SELECT id, 'created' AS step, created_at AS moment FROM tickets
    UNION ALL
    SELECT id, 'replied', first_reply_at FROM tickets
    UNION ALL
    SELECT id, 'solved', solved_at FROM tickets
), told AS (
    SELECT id, step, moment AT TIME ZONE 'Europe/Sofia' AS at_home
    FROM times
    WHERE moment > getvariable('now') - INTERVAL 31 DAY
), worked AS (
    SELECT id, step, CAST(minutes_worked(at_home, working, earlier) AS BIGINT) AS minutes
    FROM told JOIN days ON day = CAST(at_home AS DATE)
)
SELECT
    tickets.id,
    channel,
    kind,
    priority,
    status,
    CAST(floor(epoch(created_at)) AS BIGINT) AS created,
    CAST(floor(epoch(first_reply_at)) AS BIGINT) AS replied,
    CAST(floor(epoch(solved_at)) AS BIGINT) AS solved,
    reply.minutes - came.minutes AS reply_minutes,
    done.minutes - came.minutes AS solved_minutes
FROM tickets
JOIN worked AS came ON came.id = tickets.id AND came.step = 'created'
LEFT JOIN worked AS reply ON reply.id = tickets.id AND reply.step = 'replied'
LEFT JOIN worked AS done ON done.id = tickets.id AND done.step = 'solved'
WHERE created_at > getvariable('now') - INTERVAL 30 DAY AND status <> 'archived'
ORDER BY created DESC, tickets.id DESC;
