-- Appends one line to the audit trail, if the trail still ends where the caller thought.
--
-- Purpose: each line holds the digest of the one before; two servers that append at once cannot both follow the same line.
-- Never observable by any reader: a line whose digest is not that of the head, or the other way round.
--
-- KEYS  1 head  2 lines
-- ARGV  the line's number, digest of the line before ('' for the first), the line, its own digest
-- Returns {1 when it was appended, else 0; number and digest of the last line now}
-- Cost: one read, two writes, independent of how many lines there are.

local head, lines = KEYS[1], KEYS[2]
local number, previous, line, digest = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

local last = redis.call('HMGET', head, 'number', 'digest')
local lastNumber, lastDigest = last[1] or '0', last[2] or ''
if tonumber(lastNumber) + 1 ~= tonumber(number) or lastDigest ~= previous then
  return {0, lastNumber, lastDigest}
end
redis.call('RPUSH', lines, line)
redis.call('HSET', head, 'number', number, 'digest', digest)
return {1, number, digest}
