-- Keeps a renewed access token of one partner, and lets the next one renew.
--
-- Purpose: a refresh token that was used is worth nothing any more, so what came in its place is kept in any case, also
--   when the lock was lost meanwhile; the lock is only given back by who holds it.
-- Never observable by any reader: an access token beside a refresh token of another renewal.
--
-- KEYS  1 token  2 lock
-- ARGV  1 who renewed  2 access token  3 refresh token  4 when it ends  5 what it grew from
-- Returns {1}
-- Cost: one write of four fields and one look-up.

local token, lock = KEYS[1], KEYS[2]
local owner, access, refresh, ends, seed = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]

redis.call('HSET', token, 'access', access, 'refresh', refresh, 'ends', ends, 'seed', seed)
if redis.call('GET', lock) == owner then
  redis.call('DEL', lock)
end
return { 1 }
