-- SPDX-License-Identifier: MIT
-- What `report liability` says: the points that are left, by the month in which they end.
WITH lots AS (SELECT member_id, coalesce(lot, entry_no) AS lot, max(last_day) AS last_day,
                     sum(CASE WHEN kind IN (1, 2, 6) THEN points ELSE -points END) AS remaining
              FROM entries WHERE kind <= 8 GROUP BY member_id, coalesce(lot, entry_no))
SELECT month_of(last_day * 86400) AS month, sum(remaining) AS points
FROM lots WHERE remaining > 0 GROUP BY month ORDER BY month;
