-- Keeps what one delivery of a partner brought and could not be counted, all of it or nothing.
--
-- Purpose: the same message is one item however often it comes: then its reason is renewed and it is counted once more. When
--   the partner has more than it may have, its oldest items go; those of other partners are never touched.
-- Never observable by any reader: an item without its place in the index or the other way round, sums that are not those of
--   the items.
--
-- KEYS  1 sums (every other key is named after it: <base><key>, where sums is <base>sums)  2 index of all
--       3 index of the partner  4 waiting
-- ARGV  partner, most items, most bytes, then a list preceded by its number of items:
--         items   id, place in the index (a number), received at, size, what it waits for ('' for nothing), about, message
-- Returns {new items, items that were there, items dropped, the partner's items now, its bytes now}
-- Cost: a handful of writes per item and per item dropped, independent of how much is kept.

local arg = 0
local function nextArg()
  arg = arg + 1
  return ARGV[arg]
end
local function nextList(width)
  local count = tonumber(nextArg())
  local first = arg + 1
  arg = arg + count * width
  return first, count
end

local call = redis.call
local sums, index, own, waiting = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local base = string.sub(sums, 1, -5)
local partner, mostItems, mostBytes = nextArg(), tonumber(nextArg()), tonumber(nextArg())
local itemsAt, itemCount = nextList(7)

local fresh, again, dropped, bytes = 0, 0, 0, tonumber(call('HGET', sums, 'bytes:' .. partner) or '0')
for i = 1, itemCount do
  local at = itemsAt + (i - 1) * 7
  local id, place, received, size = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3]
  local waits, about, message = ARGV[at + 4], ARGV[at + 5], ARGV[at + 6]
  local item = base .. 'item:' .. id
  local before = call('HGET', item, 'waits')
  if before then
    again = again + 1
    call('HINCRBY', item, 'times', 1)
    call('HSET', item, 'last', received, 'about', about, 'waits', waits)
    if before ~= '' then
      call('ZREM', waiting, before .. '\0' .. id)
    end
  else
    fresh = fresh + 1
    bytes = bytes + tonumber(size)
    call('HSET', item, 'partner', partner, 'place', place, 'at', received, 'last', received, 'times', 1, 'tries', 0,
      'size', size, 'waits', waits, 'about', about, 'message', message)
    call('ZADD', index, place, id)
    call('ZADD', own, place, id)
  end
  if waits ~= '' then
    call('ZADD', waiting, 0, waits .. '\0' .. id)
  end
end

local count = call('ZCARD', own)
while count > mostItems or (bytes > mostBytes and count > 1) do
  local id = call('ZRANGE', own, 0, 0)[1]
  local item = base .. 'item:' .. id
  local stored = call('HMGET', item, 'size', 'waits')
  if stored[2] and stored[2] ~= '' then
    call('ZREM', waiting, stored[2] .. '\0' .. id)
  end
  call('DEL', item)
  call('ZREM', own, id)
  call('ZREM', index, id)
  bytes = bytes - tonumber(stored[1] or '0')
  count = count - 1
  dropped = dropped + 1
end

call('HSET', sums, 'items:' .. partner, count, 'bytes:' .. partner, string.format('%.0f', bytes))
if dropped > 0 then
  call('HINCRBY', sums, 'dropped:' .. partner, dropped)
end
return { fresh, again, dropped, count, bytes }
