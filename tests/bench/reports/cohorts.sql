-- SPDX-License-Identifier: MIT
-- What `report cohorts` says: who bought again in the months after their first.
WITH paid AS (SELECT member_id, month_of(placed_at) AS month, amount FROM orders WHERE status = 1),
     firsts AS (SELECT member_id, min(month) AS cohort FROM paid GROUP BY member_id)
SELECT cohort, month, count(DISTINCT member_id) AS buyers, count(*) AS orders, sum(amount) AS net
FROM paid JOIN firsts USING (member_id) GROUP BY cohort, month ORDER BY cohort, month;
