-- SPDX-License-Identifier: MIT
-- What `report summary` says of orders, repeat purchases and points.
WITH paid AS (SELECT member_id, amount, day_of(placed_at) AS day,
                     row_number() OVER (PARTITION BY member_id ORDER BY placed_at, order_no) AS nth
              FROM orders WHERE status = 1),
     buyers AS (SELECT member_id, count(*) AS orders, count(DISTINCT day) AS days,
                       max(CASE WHEN nth = 2 THEN day END) - min(day) AS gap
                FROM paid GROUP BY member_id),
     points AS (SELECT sum(CASE WHEN kind = 1 THEN points END) AS earned,
                       sum(CASE WHEN kind = 3 THEN points END) AS redeemed,
                       sum(CASE WHEN kind = 4 THEN points END) AS expired,
                       sum(CASE WHEN kind IN (5, 8) THEN points END) AS clawed_back
                FROM entries),
     sums AS (SELECT count(*) AS buyers, sum(orders) AS orders, sum(orders > 1) AS again, sum(days > 1) AS later,
                     sum(gap <= 30) AS in30, sum(gap <= 60) AS in60, sum(gap <= 90) AS in90, sum(gap <= 180) AS in180,
                     sum(gap <= 365) AS in365
              FROM buyers),
     returned AS (SELECT count(*) AS orders, sum(amount) AS amount FROM orders WHERE status = 2)
SELECT sums.orders, buyers, (SELECT count(DISTINCT member_id) FROM orders) AS members,
       (SELECT sum(amount) FROM paid) AS gross, again, later, in30, in60, in90, in180, in365, earned, redeemed, expired,
       clawed_back, returned.orders, returned.amount
FROM sums, points, returned;
