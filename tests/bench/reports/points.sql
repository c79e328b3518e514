-- SPDX-License-Identifier: MIT
-- What `report points` says: points by month, and what could be spent at its end.
WITH months AS (SELECT month_of(day * 86400) AS month, sum(CASE WHEN kind = 1 THEN points ELSE 0 END) AS earned,
                       sum(CASE WHEN kind = 3 THEN points ELSE 0 END) AS redeemed,
                       sum(CASE WHEN kind = 4 THEN points ELSE 0 END) AS expired,
                       sum(CASE WHEN kind IN (5, 8) THEN points ELSE 0 END) AS clawed_back,
                       sum(CASE WHEN kind IN (1, 2, 6) THEN points WHEN kind <= 5 THEN -points ELSE 0 END) AS moved
                FROM entries GROUP BY 1)
SELECT month, earned, redeemed, expired, clawed_back, sum(moved) OVER (ORDER BY month) AS balance
FROM months ORDER BY month;
