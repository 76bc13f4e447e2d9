-- What all tables are made with. Everything that is left to chance is a hash of the hour it belongs to, so that an hour
-- has the same records whenever it is looked at: what a later look adds is what has happened since.

CREATE MACRO local_time(utc) AS (utc AT TIME ZONE 'UTC') AT TIME ZONE 'Europe/Sofia';
CREATE MACRO utc_time(at_home) AS (at_home AT TIME ZONE 'Europe/Sofia') AT TIME ZONE 'UTC';
CREATE MACRO by_now(utc) AS CASE WHEN utc <= getvariable('now') THEN utc END;

-- From 0 to below 1, even: hashed twice, because the hashes of one key with two salts differ by the same bits for each.
CREATE MACRO chance(key, salt) AS hash(hash(key, salt)) / 18446744073709551616.0;

-- The standard normal distribution, from two chances (Box and Muller, 1958).
CREATE MACRO normal(key, salt) AS
    sqrt(-2 * ln(chance(key, salt || '-radius') + 1e-18)) * cos(2 * pi() * chance(key, salt || '-angle'));

-- How long things take that people do: most a little less than the median, some many times as long.
CREATE MACRO skewed(key, salt, median, spread) AS median * exp(spread * normal(key, salt));

-- The least n of which the cumulated `odds` are above a chance, from 0; odds that fall short of 1 end in their number.
CREATE MACRO drawn(key, salt, odds) AS len(list_filter(odds, lambda below: below <= chance(key, salt)));

-- Days from before the year until after now; `earlier` is the number of working days before each.
CREATE TABLE days AS
WITH dates AS (
    SELECT
        CAST(unnest(generate_series(getvariable('now') - INTERVAL 400 DAY, getvariable('now') + INTERVAL 90 DAY,
            INTERVAL 1 DAY)) AS DATE) AS day
)
SELECT
    day,
    list_contains(getvariable('holidays'), day) AS holiday,
    isodow(day) < 6 AND NOT holiday AS working,
    coalesce(sum(CAST(working AS INTEGER)) OVER (ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)
        AS earlier
FROM dates;

-- The hours of the year, with how busy the day is: more in the summer, most before Christmas, less on days off.
CREATE TABLE hours AS
WITH clocks AS (
    SELECT
        unnest(generate_series(getvariable('now') - INTERVAL 365 DAY, getvariable('now') - INTERVAL 1 HOUR,
            INTERVAL 1 HOUR)) AS utc,
        local_time(utc) AS at_home
)
SELECT
    utc,
    CAST(epoch(utc) / 3600 AS BIGINT) AS key,
    hour(at_home) AS clock,
    day,
    holiday,
    working,
    working AND clock BETWEEN 9 AND 17 AS open,
    [1.25, 1.1, 1.05, 1.0, 1.0, 0.8, 0.75][isodow(day)] * CASE WHEN holiday THEN 0.6 ELSE 1 END AS weekly,
    [0.9, 0.85, 0.9, 0.95, 1.0, 1.1, 1.15, 1.1, 0.95, 0.9, 1.25, 1.3][month(day)] AS yearly,
    exp(0.15 * normal(key, 'mood')) AS mood
FROM clocks JOIN days ON day = CAST(at_home AS DATE);

-- How many come in an hour, at a rate: the fraction is left to chance.
CREATE MACRO arrivals(key, salt, rate) AS range(CAST(floor(rate + chance(key, salt)) AS BIGINT));
CREATE MACRO numbered(key, n) AS (key - 420000) * 1000 + n;
CREATE MACRO within_hour(utc, id, salt) AS utc + to_seconds(CAST(floor(chance(id, salt) * 3600) AS BIGINT));

-- The time at which so many working minutes have passed since the office first opened: 540 are a day, from nine to six.
CREATE MACRO minutes_worked(at_home, working, earlier) AS earlier * 540
    + CASE WHEN working THEN greatest(0, least(540, epoch(at_home - date_trunc('day', at_home)) / 60 - 540)) ELSE 0 END;
