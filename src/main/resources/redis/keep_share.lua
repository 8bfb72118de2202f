-- Keeps one share link.
--
-- Purpose: a link is good on every server from now on. Links that have ended make room.
-- Never observable by any reader: a link under a version that was read before it was there.
--
-- KEYS  1 shares  2 version
-- ARGV  1 id  2 what it is, as text  3 when it ends, ms  4 now, ms  5 how many there may be
-- Returns {1} when it is kept, {0} when there are too many
-- Cost: one hash field; where it is full, all of them.

local call = redis.call
local shares, version = KEYS[1], KEYS[2]
local id, text, ends, now, most = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])

if call('HLEN', shares) >= most then
  local all = call('HGETALL', shares)
  for i = 1, #all, 2 do
    if tonumber(string.match(all[i + 1], '^%d+')) <= now then
      call('HDEL', shares, all[i])
    end
  end
  if call('HLEN', shares) >= most then
    return { 0 }
  end
end
call('HSET', shares, id, ends .. ' ' .. text)
call('INCR', version)
return { 1 }
