-- What customers order, how it reaches them, and how they get their money back. Times are those of the clock in Varna.

CREATE TABLE orders AS
WITH arrived AS (
    SELECT numbered(key, n) AS id, local_time(within_hour(utc, id, 'order')) AS ordered, *
    FROM (
        SELECT *, unnest(arrivals(key, 'orders', 3.3 * yearly * mood / sqrt(weekly)
            * CASE WHEN clock < 7 THEN 0.2 WHEN clock < 17 THEN 0.95 WHEN clock < 23 THEN 1.9 ELSE 0.8 END
        )) AS n
        FROM hours
    )
), described AS (
    SELECT
        *,
        ['Sofia', 'Plovdiv', 'Varna', 'Burgas', 'Ruse', 'European Union', 'international']
            [1 + drawn(id, 'region', [0.28, 0.43, 0.6, 0.7, 0.78, 0.9])] AS region,
        CASE
            WHEN region = 'international' THEN 'standard'
            WHEN region = 'Varna' AND clock BETWEEN 10 AND 16 AND isodow(day) < 7 AND NOT holiday
                AND chance(id, 'pick-up') < 0.5 THEN 'pickup'
            WHEN chance(id, 'express') < 0.25 THEN 'express'
            ELSE 'standard'
        END AS method,
        CASE
            WHEN method = 'pickup' THEN NULL
            WHEN region = 'international' THEN 'DHL'
            WHEN region = 'European Union' THEN 'DPD'
            WHEN chance(id, 'carrier') < 0.6 THEN 'Speedy'
            ELSE 'Econt'
        END AS carrier,
        round(skewed(id, 'total', 62, 0.8), 2) AS total
    FROM arrived
), packed AS (
    -- What is ordered by three in the afternoon leaves on the same day; one in a hundred is forgotten for a day.
    SELECT
        described.*,
        gone.day + INTERVAL 16 HOUR + to_seconds(CAST(floor(7200 * chance(id, 'van')) AS BIGINT)) AS dispatched,
        gone.earlier + 1 AS so_far
    FROM described
    JOIN days AS came ON came.day = described.day
    JOIN days AS gone ON gone.working AND gone.earlier = came.earlier
        + CASE WHEN came.working AND (clock >= 15 OR chance(id, 'later') < 0.1) THEN 1 ELSE 0 END
        + CASE WHEN chance(id, 'forgotten') < 0.01 THEN 1 ELSE 0 END
), delivered AS (
    SELECT
        packed.*,
        CASE
            WHEN method = 'pickup' THEN ordered + to_seconds(CAST(skewed(id, 'shelf', 900, 0.4) AS BIGINT))
        END AS ready,
        CASE
            WHEN method = 'pickup' THEN ready + to_seconds(CAST(skewed(id, 'fetched', 9000, 0.5) AS BIGINT))
            ELSE there.day + INTERVAL 9 HOUR + to_seconds(CAST(floor(32400 * chance(id, 'doorbell')) AS BIGINT))
        END AS arrived
    FROM packed
    JOIN days AS there ON there.working AND there.earlier = so_far + CASE
        WHEN region = 'international' THEN 6 + drawn(id, 'days', [0.1, 0.3, 0.55, 0.8, 0.91, 0.992])
        WHEN method = 'express' THEN drawn(id, 'days', [0.75, 0.99])
        ELSE 2 + drawn(id, 'days', [0.4, 0.8, 0.988, 0.998])
    END
), returned AS (
    SELECT
        *,
        CASE
            WHEN chance(id, 'returned') < 0.1 THEN arrived + to_minutes(CAST(1440 * (4 + 22 * chance(id, 'kept')) AS BIGINT))
        END AS sent_back
    FROM delivered
), refunded AS (
    SELECT
        returned.*,
        paid.day + INTERVAL 9 HOUR + to_seconds(CAST(floor(32400 * chance(id, 'transfer')) AS BIGINT)) AS paid_back
    FROM returned
    LEFT JOIN days AS came ON came.day = CAST(sent_back AS DATE)
    LEFT JOIN days AS paid ON paid.working AND paid.earlier = came.earlier + CAST(came.working AS INTEGER)
        + drawn(id, 'refund', [0.2, 0.45, 0.7, 0.91, 0.993])
)
SELECT
    id,
    ordered AS ordered_at,
    CASE WHEN method <> 'pickup' AND dispatched <= local_now THEN dispatched END AS dispatched_at,
    CASE WHEN ready <= local_now THEN ready END AS ready_at,
    CASE WHEN arrived <= local_now THEN arrived END AS delivered_at,
    CASE WHEN sent_back <= local_now THEN sent_back END AS returned_at,
    CASE WHEN paid_back <= local_now THEN paid_back END AS refunded_at,
    region,
    method,
    carrier,
    total,
    CASE
        WHEN method = 'pickup' OR (method = 'standard' AND total >= 50) THEN 0
        WHEN method = 'express' THEN 9.90
        ELSE 4.90
    END AS shipping
FROM refunded, (SELECT local_time(getvariable('now')) AS local_now)
ORDER BY ordered_at, id;
