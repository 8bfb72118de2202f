-- Reads a session as it was before a time, from what keep_moment has kept.
--
-- Never observable: rows of two moments side by side.
--
-- KEYS  1 head (every other key of the session is named after it: <base>:<name>, where head is <base>:head)
-- ARGV  1 the clock that is meant: 'arrived' or 'heard'  2 the time, in milliseconds
-- Returns {0} when nothing was counted at that time or later: the session is as it was,
--         {-1} when it is longer ago than moments are kept,
--         {1, rows, entries, entries} otherwise: fields and values in turn, then entries of streams that hold the same and
--         begin with version and epoch; of each row the last value counts.
-- Cost: the rows that changed in at most SPAN moments, and once in each span before; however many orders there were.

local SPAN = 64 -- as in keep_moment
local LAST = '-999999'

local call = redis.call
local head, clock, time = KEYS[1], ARGV[1], ARGV[2]
local moments = string.sub(head, 1, -5) .. 'moments'
local minutes, spans, oldest = moments .. ':minutes', moments .. ':spans', moments .. ':oldest'

local found = call('ZRANGEBYSCORE', moments .. ':' .. clock, time, '+inf', 'LIMIT', 0, 1)
if #found == 0 then
  return { 0 }
end
local number = tonumber(found[1])
local first = call('XRANGE', minutes, '-', '+', 'COUNT', 1)
if #first == 0 or tonumber(string.match(first[1][1], '^%d+')) > number then
  return { -1 }
end
local span = math.floor(number / SPAN) * SPAN
return {
  1,
  call('HGETALL', oldest),
  call('XRANGE', spans, '-', span .. LAST),
  call('XRANGE', minutes, (span + 1) .. '-0', number .. LAST),
}
