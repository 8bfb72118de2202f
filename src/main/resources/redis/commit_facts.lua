-- Commits one group of facts to one session, all of it or nothing.
--
-- Purpose: the caller has read (or guessed as absent) the states its facts depend on, computed the new states and by how
--   much every sum moves. If the states still are what it thought, everything is written and the change is published.
--   If not, nothing is written and the caller is told what differs, so that it can compute again.
-- Never observable by any reader: totals without their ledger entry or the other way round, one sum moved without the
--   others, a version that is skipped or used twice.
--
-- KEYS  1 head  2 orders  3 buyers  4 viewers (base)  5 seen (base)  6 ledger  7 ticker  8 comments  9 giveaways
--       10… chunk hashes, named by the chunk names in ARGV
-- ARGV  epoch, channel, session, period, seconds that seen ids are kept, ledger entry ('' when there are no facts),
--       then nine lists, each preceded by its number of items:
--         chunk names   name                              (as many as chunk keys)
--         deliveries    bucket, id digest, body digest
--         seen          bucket, event digest
--         cells         key index, field, expected, new   (expected '' is absent, new '' is unchanged; key 2 or a chunk)
--         bounds        chunk key index, field, increment, greatest sum allowed
--         sums          chunk key index, field, increment
--         greatest      chunk key index, field, value     (kept if greater)
--         firsts        chunk key index, field, value     (kept if absent)
--         buyers        buyer, increment of paid orders
--       then viewers    bucket, viewer                    (distinct)
--       then ticker, comments, giveaways: each its items, newest last
-- Returns {1, version} when committed (or, without facts, when the deliveries are noted),
--         {0, {delivery numbers in conflict}, {seen numbers already seen}, {cell number, stored, …}, {bound number, stored, …}}
--         when not; numbers count from 1.
-- Cost: one hash read and one write per cell, one hash increment per sum, one set look-up in each of two periods and one
--   insertion per seen id; independent of how much the session holds.

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

local head, orders, buyers, viewers, seen, ledger = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local ticker, comments, giveaways = KEYS[7], KEYS[8], KEYS[9]
local epoch, channel, session = nextArg(), nextArg(), nextArg()
local period, keepSeconds, entry = tonumber(nextArg()), nextArg(), nextArg()
local chunkAt, chunkCount = nextList(1)
local deliveryAt, deliveryCount = nextList(3)
local seenAt, seenCount = nextList(2)
local cellAt, cellCount = nextList(4)
local boundAt, boundCount = nextList(4)
local sumAt, sumCount = nextList(3)
local greatestAt, greatestCount = nextList(3)
local firstAt, firstCount = nextList(3)
local buyerAt, buyerCount = nextList(2)
local viewerAt, viewerCount = nextList(2)
local tickerAt, tickerCount = nextList(1)
local commentAt, commentCount = nextList(1)
local giveawayAt, giveawayCount = nextList(1)

local call = redis.call
local thisPeriod = seen .. ':' .. period .. ':'
local lastPeriod = seen .. ':' .. (period - 1) .. ':'

-- Look, without touching anything.
local conflicts, repeats, stale, passed = {}, {}, {}, {}
local newDeliveries = {}
for i = 1, deliveryCount do
  local at = deliveryAt + (i - 1) * 3
  local bucket, id, body = ARGV[at], ARGV[at + 1], ARGV[at + 2]
  if call('SISMEMBER', thisPeriod .. bucket, body) == 0 and call('SISMEMBER', lastPeriod .. bucket, body) == 0 then
    if call('SISMEMBER', thisPeriod .. bucket, id) == 1 or call('SISMEMBER', lastPeriod .. bucket, id) == 1 then
      conflicts[#conflicts + 1] = i
    else
      newDeliveries[#newDeliveries + 1] = at
    end
  end
end
for i = 1, seenCount do
  local at = seenAt + (i - 1) * 2
  local bucket, event = ARGV[at], ARGV[at + 1]
  if call('SISMEMBER', thisPeriod .. bucket, event) == 1 or call('SISMEMBER', lastPeriod .. bucket, event) == 1 then
    repeats[#repeats + 1] = i
  end
end
for i = 1, cellCount do
  local at = cellAt + (i - 1) * 4
  local stored = call('HGET', KEYS[tonumber(ARGV[at])], ARGV[at + 1]) or ''
  if stored ~= ARGV[at + 2] then
    stale[#stale + 1] = i
    stale[#stale + 1] = stored
  end
end
for i = 1, boundCount do
  local at = boundAt + (i - 1) * 4
  local stored = call('HGET', KEYS[tonumber(ARGV[at])], ARGV[at + 1]) or '0'
  if tonumber(stored) + tonumber(ARGV[at + 2]) > tonumber(ARGV[at + 3]) then
    passed[#passed + 1] = i
    passed[#passed + 1] = stored
  end
end
if #conflicts + #repeats + #stale + #passed > 0 then
  return { 0, conflicts, repeats, stale, passed }
end

-- Write. The ledger comes before the sums: if it refuses, none of them has moved.
local version = tonumber(call('HGET', head, 'version') or '0')
if entry ~= '' then
  version = version + 1
  call('XADD', ledger, version .. '-0', 'facts', entry)
end
for i = 1, #newDeliveries do
  local at = newDeliveries[i]
  local key = thisPeriod .. ARGV[at]
  call('SADD', key, ARGV[at + 1], ARGV[at + 2])
  call('EXPIRE', key, keepSeconds)
end
if entry == '' then
  return { 1, version }
end
if version == 1 then
  call('HSET', head, 'epoch', epoch)
end
call('HSET', head, 'version', version)
for i = 1, seenCount do
  local at = seenAt + (i - 1) * 2
  local key = thisPeriod .. ARGV[at]
  call('SADD', key, ARGV[at + 1])
  call('EXPIRE', key, keepSeconds)
end
for i = 1, cellCount do
  local at = cellAt + (i - 1) * 4
  if ARGV[at + 3] ~= '' then
    call('HSET', KEYS[tonumber(ARGV[at])], ARGV[at + 1], ARGV[at + 3])
  end
end
for i = 1, sumCount do
  local at = sumAt + (i - 1) * 3
  call('HINCRBY', KEYS[tonumber(ARGV[at])], ARGV[at + 1], ARGV[at + 2])
end
for i = 1, greatestCount do
  local at = greatestAt + (i - 1) * 3
  local key, field, value = KEYS[tonumber(ARGV[at])], ARGV[at + 1], ARGV[at + 2]
  local stored = call('HGET', key, field)
  if not stored or tonumber(value) > tonumber(stored) then
    call('HSET', key, field, value)
  end
end
for i = 1, firstCount do
  local at = firstAt + (i - 1) * 3
  call('HSETNX', KEYS[tonumber(ARGV[at])], ARGV[at + 1], ARGV[at + 2])
end

-- Distinct people. The first chunk is always the totals.
local totals = KEYS[10]
local newBuyers, newViewers = 0, 0
for i = 1, buyerCount do
  local at = buyerAt + (i - 1) * 2
  local increment = tonumber(ARGV[at + 1])
  local paid = call('HINCRBY', buyers, ARGV[at], ARGV[at + 1])
  if paid > 0 and paid - increment <= 0 then
    newBuyers = newBuyers + 1
  elseif paid <= 0 then
    call('HDEL', buyers, ARGV[at])
    newBuyers = newBuyers - 1
  end
end
for i = 1, viewerCount do
  local at = viewerAt + (i - 1) * 2
  newViewers = newViewers + call('SADD', viewers .. ':' .. ARGV[at], ARGV[at + 1])
end
if newBuyers ~= 0 then
  call('HINCRBY', totals, 'buyers', newBuyers)
end
if newViewers ~= 0 then
  call('HINCRBY', totals, 'viewers', newViewers)
end

local function push(list, at, count, most)
  for i = 0, count - 1 do
    call('LPUSH', list, ARGV[at + i])
  end
  if count > 0 then
    call('LTRIM', list, 0, most - 1)
  end
end
push(ticker, tickerAt, tickerCount, 20)
push(comments, commentAt, commentCount, 20)
push(giveaways, giveawayAt, giveawayCount, 100)

-- What a reader must read again, and the notice that it should.
for i = 0, chunkCount - 1 do
  call('HSET', head, 'chunk:' .. ARGV[chunkAt + i], version)
end
call('PUBLISH', channel, session .. ' ' .. version)
return { 1, version }
