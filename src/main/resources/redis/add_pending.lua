-- Adds to-dos of one partner to one session: what its pushes left out and its platform's API has to be asked for.
--
-- Purpose: each is there once, however often it is asked for. One that is there already takes over a better time: the
--   earlier one of a payment or a refund, the later one of a change, which makes it due at once.
-- Never observable by any reader: a to-do without its due time, or one that is not counted.
--
-- KEYS  1 to-dos  2 when they are due  3 since when they wait
-- ARGV  now, then of each to-do: field, time told, which of two times told is the better one ('first' or 'last')
-- Returns {number that were not there}
-- Cost: a look-up per to-do, and three insertions for a new one.

local todos, due, since = KEYS[1], KEYS[2], KEYS[3]
local now = ARGV[1]
local HEAD = '>i8i4i4' -- time told, attempts, revision; the reason of the last failure follows
local HEAD_BYTES = 16

local added = 0
for i = 2, #ARGV, 3 do
  local field, at, better = ARGV[i], tonumber(ARGV[i + 1]), ARGV[i + 2]
  local known = redis.call('HGET', todos, field)
  if not known then
    redis.call('HSET', todos, field, struct.pack(HEAD, at, 0, 1))
    redis.call('ZADD', due, now, field)
    redis.call('ZADD', since, now, field)
    added = added + 1
  else
    local knownAt, attempts, revision = struct.unpack(HEAD, known)
    local later = better == 'last' and at > knownAt
    if later or (better == 'first' and at < knownAt) then
      local rest = string.sub(known, HEAD_BYTES + 1)
      redis.call('HSET', todos, field, struct.pack(HEAD, at, attempts, revision + 1) .. rest)
    end
    if later then
      redis.call('ZADD', due, now, field)
    end
  end
end
return { added }
