-- Takes tokens from the bucket that all servers fill their questions to one partner's platform from, or gives some back.
--
-- Purpose: a platform limits its partner, not each of its servers, so the pace is kept where all of them see it.
-- Never observable by any reader: more tokens taken in a second than a second gives and the bucket held; a clock that goes
--   back, or that of a server which lags behind the others, fills nothing.
--
-- KEYS  1 bucket
-- ARGV  1 now  2 tokens a second gives, and the bucket holds  3 how many are wanted, negative to give back
-- Returns {how many were taken}
-- Cost: one look-up and two writes.

local bucket = KEYS[1]
local now, per_second, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local MILLIS = 1000 -- of a second, and parts of a token, so that no time is lost in rounding
local FORGET = 60000 -- milliseconds after which a bucket that nobody asks is gone; it has long been full

local full = per_second * MILLIS
local known = redis.call('HMGET', bucket, 'filled', 'at')
local filled, at = tonumber(known[1]) or full, tonumber(known[2]) or now
local passed = math.max(0, math.min(MILLIS, now - at))
filled = math.min(full, filled + passed * per_second)
local taken = math.min(wanted, math.floor(filled / MILLIS))
filled = math.min(full, filled - taken * MILLIS)
redis.call('HSET', bucket, 'filled', string.format('%.0f', filled), 'at', string.format('%.0f', math.max(now, at)))
redis.call('PEXPIRE', bucket, FORGET)
return { taken }
