-- Settles one claimed to-do: it is done, or it is due again later.
--
-- Purpose: only who holds the claim may settle it, and only what was claimed: a to-do that was claimed by another since,
--   or asked for anew with a better time, stays as it is.
-- Never observable by any reader: a to-do that is done and still due or counted.
--
-- KEYS  1 to-dos  2 when they are due  3 since when they wait
-- ARGV  1 field  2 revision as claimed  3 when it is due again, '' when it is done  4 attempts so far
--       5 why it is not done
-- Returns {1} when it was settled, {0} when it is not the claimant's any more
-- Cost: one look-up and three writes.

local todos, due, since = KEYS[1], KEYS[2], KEYS[3]
local field, revision, dueAt, attempts, reason = ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4]), ARGV[5]
local HEAD = '>i8i4i4' -- time told, attempts, revision; the reason of the last failure follows

local known = redis.call('HGET', todos, field)
if not known then
  return { 0 }
end
local at, _, current = struct.unpack(HEAD, known)
if current ~= revision then
  return { 0 }
end
if dueAt == '' then
  redis.call('HDEL', todos, field)
  redis.call('ZREM', due, field)
  redis.call('ZREM', since, field)
else
  redis.call('HSET', todos, field, struct.pack(HEAD, at, attempts, current) .. reason)
  redis.call('ZADD', due, dueAt, field)
end
return { 1 }
