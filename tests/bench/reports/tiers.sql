-- SPDX-License-Identifier: MIT
-- What `report tiers` says: who holds which tier, and what they bought.
WITH buyers AS (SELECT member_id, sum(status = 1) AS orders, sum(CASE WHEN status = 1 THEN amount ELSE 0 END) AS net
                FROM orders WHERE member_id IS NOT NULL GROUP BY member_id),
     last AS (SELECT member_id, max(change_no) AS change_no FROM tier_changes GROUP BY member_id),
     held AS (SELECT member_id, tier FROM last JOIN tier_changes USING (member_id, change_no))
SELECT coalesce(tier, '') AS tier, count(*) AS members, sum(orders) AS orders, sum(net) AS net
FROM buyers LEFT JOIN held USING (member_id) GROUP BY 1 ORDER BY 1;
