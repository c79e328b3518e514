-- SPDX-License-Identifier: MIT
-- What `report rfm` says: recency, frequency and spend of every buyer, and their fifths.
WITH buyers AS (SELECT member_id, @day@ - max(day_of(placed_at)) AS recency, count(*) AS orders, sum(amount) AS net
                FROM orders WHERE status = 1 GROUP BY member_id)
SELECT member_key, name, recency, orders, net, ntile(5) OVER (ORDER BY recency DESC) AS r,
       ntile(5) OVER (ORDER BY orders) AS f, ntile(5) OVER (ORDER BY net) AS m
FROM buyers JOIN profiles USING (member_id);
