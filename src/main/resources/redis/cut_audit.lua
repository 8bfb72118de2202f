-- Takes the oldest lines out of the audit trail and leaves an anchor that the rest can be checked against.
--
-- Purpose: what was exported need not stay; that it was there, and what it ended with, stays.
-- Never observable by any reader: a first line that does not follow the anchor.
--
-- KEYS  1 head  2 lines
-- ARGV  number of the last line to go, its digest
-- Returns {lines that went}; 0 when it went before, or is not there yet
-- Cost: O(lines that go).

local head, lines = KEYS[1], KEYS[2]
local through, digest = tonumber(ARGV[1]), ARGV[2]

local known = redis.call('HMGET', head, 'number', 'cut')
local last, cut = tonumber(known[1] or '0'), tonumber(known[2] or '0')
if through <= cut or through > last then
  return {0}
end
redis.call('LTRIM', lines, through - cut, -1)
redis.call('HSET', head, 'cut', ARGV[1], 'anchor', digest)
return {through - cut}
