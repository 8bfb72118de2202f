-- Notes what became of kept items: some are gone, some stay with another reason, all of it or nothing.
--
-- Purpose: an item that is gone already, by another operator or by the bound, is passed over, so settling twice is harmless.
-- Never observable by any reader: an item without its place in the index or the other way round, a line in the trail about
--   an item that is still there.
--
-- KEYS  1 sums (every other key is named after it: <base><key>, where sums is <base>sums)  2 index of all  3 waiting
--       4 trail
-- ARGV  most lines of the trail, then lists, each preceded by its number of items:
--         gone      id, line for the trail ('' for none)
--         staying   id, about, what it waits for ('' for nothing)
-- Returns {items gone}
-- Cost: a handful of writes per item, independent of how much is kept.

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
local sums, index, waiting, trail = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local base = string.sub(sums, 1, -5)
local mostLines = tonumber(nextArg())
local goneAt, goneCount = nextList(2)
local stayingAt, stayingCount = nextList(3)

local gone = 0
for i = 1, goneCount do
  local at = goneAt + (i - 1) * 2
  local id, line = ARGV[at], ARGV[at + 1]
  local item = base .. 'item:' .. id
  local stored = call('HMGET', item, 'partner', 'size', 'waits')
  local partner = stored[1]
  if partner then
    gone = gone + 1
    if stored[3] ~= '' then
      call('ZREM', waiting, stored[3] .. '\0' .. id)
    end
    call('DEL', item)
    call('ZREM', index, id)
    call('ZREM', base .. 'index:' .. partner, id)
    call('HINCRBY', sums, 'items:' .. partner, -1)
    call('HINCRBY', sums, 'bytes:' .. partner, -tonumber(stored[2]))
    if line ~= '' then
      call('LPUSH', trail, line)
      call('LTRIM', trail, 0, mostLines - 1)
    end
  end
end
for i = 1, stayingCount do
  local at = stayingAt + (i - 1) * 3
  local id, about, waits = ARGV[at], ARGV[at + 1], ARGV[at + 2]
  local item = base .. 'item:' .. id
  local before = call('HGET', item, 'waits')
  if before then
    if before ~= '' then
      call('ZREM', waiting, before .. '\0' .. id)
    end
    if waits ~= '' then
      call('ZADD', waiting, 0, waits .. '\0' .. id)
    end
    call('HSET', item, 'about', about, 'waits', waits)
    call('HINCRBY', item, 'tries', 1)
  end
end
return { gone }
