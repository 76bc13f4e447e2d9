-- What customers write to customer care, and when they are answered.

CREATE TABLE tickets AS
WITH arrived AS (
    SELECT numbered(key, n) AS id, within_hour(utc, id, 'ticket') AS created, *
    FROM (
        SELECT *, unnest(arrivals(key, 'tickets', 2.35 * weekly * yearly * mood
            * CASE WHEN clock < 7 THEN 0.25 WHEN clock < 9 THEN 0.8 WHEN clock < 18 THEN 1.5 WHEN clock < 22 THEN 1.2 ELSE 0.6 END
        )) AS n
        FROM hours
    )
), described AS (
    SELECT
        *,
        ['en', 'bg', 'ru', 'th'][1 + drawn(id, 'language', [0.38, 0.68, 0.88])] AS language,
        ['question', 'order', 'return', 'complaint'][1 + drawn(id, 'kind', [0.45, 0.76, 0.93])] AS kind,
        CASE WHEN chance(id, 'urgent') < 0.09 THEN 'urgent' WHEN chance(id, 'low') < 0.2 THEN 'low' ELSE 'normal' END
            AS priority,
        ['email', 'form', CASE WHEN open THEN 'chat' ELSE 'form' END][1 + drawn(id, 'channel', [0.64, 0.8])] AS channel,
        chance(id, 'merged') < 0.03 AS merged,
        NOT merged AND chance(id, 'archived') < 0.02 AS archived,
        NOT merged AND NOT archived AND channel <> 'chat' AND chance(id, 'robot') < 0.04 AS auto_replied
    FROM arrived
), waited AS (
    SELECT
        *,
        CASE
            WHEN auto_replied THEN 5 + 40 * chance(id, 'robot-wait')
            WHEN channel = 'chat' THEN skewed(id, 'chat-wait', 38, 0.45)
            WHEN priority = 'urgent' THEN skewed(id, 'urgent-wait', 5400, 0.42)
            ELSE skewed(id, 'wait', CASE WHEN working THEN 24000 ELSE 27000 END, 0.42)
        END AS wait,
        local_time(created + to_seconds(CAST(wait AS BIGINT))) AS answer
    FROM described
), rested AS (
    -- Nobody but those on duty for urgent mail writes between ten in the evening and seven in the morning.
    SELECT
        *,
        CASE
            WHEN auto_replied OR channel = 'chat' OR priority = 'urgent' OR hour(answer) BETWEEN 7 AND 21 THEN answer
            ELSE date_trunc('day', answer + INTERVAL 2 HOUR) + to_minutes(CAST(420 + 90 * chance(id, 'morning') AS BIGINT))
        END AS rested_answer
    FROM waited
), solved AS (
    SELECT
        rested.*,
        utc_time(rested_answer) AS replied,
        -- A complaint takes days; anything else is solved with the answer, or with the one after it.
        CASE
            WHEN kind = 'complaint' THEN utc_time(goal.day + INTERVAL 9 HOUR)
                + to_seconds(CAST(32400 * greatest(chance(id, 'solved'), 0.9 * CAST(goal.day = begun.day AS INTEGER)) AS BIGINT))
            WHEN chance(id, 'at-once') < 0.55 THEN replied + INTERVAL 1 MINUTE
            ELSE replied + to_seconds(CAST(skewed(id, 'solving', 50000, 0.7) AS BIGINT))
        END AS done
    FROM rested
    JOIN days AS begun ON begun.day = CAST(rested_answer AS DATE)
    JOIN days AS came ON came.day = rested.day
    JOIN days AS goal ON goal.working AND goal.earlier = came.earlier + CAST(came.working AS INTEGER)
        + drawn(id, 'days', [0.18, 0.42, 0.68, 0.91, 0.992])
)
SELECT
    id,
    created AT TIME ZONE 'UTC' AS created_at,
    CASE WHEN NOT merged AND NOT archived THEN by_now(replied) END AT TIME ZONE 'UTC' AS first_reply_at,
    CASE WHEN NOT archived THEN by_now(greatest(done, replied)) END AT TIME ZONE 'UTC' AS solved_at,
    channel,
    CASE
        WHEN first_reply_at IS NULL THEN NULL
        WHEN channel = 'chat' THEN 'chat'
        WHEN chance(id, 'other-channel') < 0.004 THEN 'phone'
        ELSE 'email'
    END AS reply_channel,
    language,
    priority,
    kind,
    CASE
        WHEN archived THEN 'archived'
        WHEN solved_at IS NOT NULL THEN 'solved'
        WHEN first_reply_at IS NOT NULL THEN 'pending'
        ELSE 'open'
    END AS status,
    merged,
    auto_replied
FROM solved
ORDER BY created_at, id;
