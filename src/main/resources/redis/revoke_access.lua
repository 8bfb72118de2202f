-- Takes back a share link or a log-in.
--
-- Purpose: every server that looks at the version learns of it, and none lets it in again. What has ended by itself
--   is forgotten.
-- Never observable by any reader: a log-in taken back under a version that was read before.
--
-- KEYS  1 shares  2 revoked  3 version
-- ARGV  1 'share' or 'ticket'  2 id  3 when it would end, ms  4 now, ms  5 how many are remembered at most
-- Returns {1} when that changed something, {0} when it was so already
-- Cost: O(log n) of what is remembered.

local call = redis.call
local shares, revoked, version = KEYS[1], KEYS[2], KEYS[3]
local kind, id, ends, now, most = ARGV[1], ARGV[2], ARGV[3], ARGV[4], tonumber(ARGV[5])

local changed
if kind == 'share' then
  changed = call('HDEL', shares, id)
else
  call('ZREMRANGEBYSCORE', revoked, '-inf', now)
  changed = call('ZADD', revoked, ends, id)
  call('ZREMRANGEBYRANK', revoked, 0, -most - 1)
end
if changed == 1 then
  call('INCR', version)
end
return { changed }
