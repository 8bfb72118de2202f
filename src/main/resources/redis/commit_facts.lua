-- Commits one group of facts to one session, all of it or nothing.
--
-- Purpose: the caller has read (or guessed as absent) the states its facts depend on, computed the new states and by how
--   much every sum moves. If the states still are what it thought, everything is written and the change is published.
--   If not, nothing is written and the caller is told what differs, so that it can compute again.
-- Never observable by any reader: totals without their ledger entry or the other way round, one sum moved without the
--   others, a version that is skipped or used twice.
--
-- KEYS  1 head  2 orders  3 buyers  4 viewers (base)  5 seen (base)  6 ledger  7 ticker  8 comments  9 giveaways
--       10… chunk hashes, named by the chunk names in ARGV; 10 is the totals
-- ARGV  mode ('commit', or 'foresee': look, write nothing), epoch, channel, session, period, seconds that seen ids are kept, ledger entry ('' when there are no facts),
--       then lists, each preceded by its number of items:
--         chunk names   name                               (as many as chunk keys)
--         deliveries    bucket, id digest, body digest
--         seen          bucket, event digest
--         expiring      bucket                             (of deliveries or seen, whose end is to be set)
--         bounds        place in the row of the totals, increment, greatest sum allowed
--         viewers       bucket, viewer
--         firsts        chunk key index, field, value      (kept if absent)
--         ticker, comments, giveaways: an item each, newest last
--       then groups of fields by hash; first the number of groups, then of each the key index, the number of fields n,
--       and so many blocks of n arguments each:
--         new cells     fields, values                     (absent before; key 2 or a chunk)
--         known cells   fields, expected, values           (value '' leaves the cell as it is)
--         rows          fields, expected, values           (eleven numbers of 8 bytes; '' is all 0. Where the stored
--                                                           row is the expected one the value replaces it; elsewhere
--                                                           what lies between the two is added to what is stored, of
--                                                           the last two numbers the greater is kept)
--       then the buyers: n, n buyers, n increments of their paid orders
-- Returns {1, version, row number, stored, …} when committed, with the rows that were not as expected and what they are
--         now; {1, version} when without facts the deliveries were noted, or when all is as expected and was foreseen,
--         {0, {delivery numbers in conflict}, {seen numbers already seen}, {new cell number, stored, …},
--          {known cell number, stored, …}, {bound number, stored, …}} when not; numbers count from 1, over all groups.
-- Cost: a read and a write of one field per cell and sum, batched by hash; one or two set look-ups and one insertion per
--   seen id; independent of how much the session holds.

local ROW = '>i8i8i8i8i8i8i8i8i8i8i8'
local NEITHER = { 0, 0 }
local BATCH = 1000 -- well below what unpack can put on Lua's stack

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
local function nextGroups(blocks)
  local groups = {}
  for g = 1, tonumber(nextArg()) do
    local key = KEYS[tonumber(nextArg())]
    local count = tonumber(nextArg())
    groups[g] = { key = key, count = count, first = arg + 1 }
    arg = arg + count * blocks
  end
  return groups
end

local call = redis.call
local head, orders, buyers, viewers, seen, ledger = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local ticker, comments, giveaways, totals = KEYS[7], KEYS[8], KEYS[9], KEYS[10]
local mode, epoch, channel, session = nextArg(), nextArg(), nextArg(), nextArg()
local period, keepSeconds, entry = tonumber(nextArg()), nextArg(), nextArg()
local chunkAt, chunkCount = nextList(1)
local deliveryAt, deliveryCount = nextList(3)
local seenAt, seenCount = nextList(2)
local expiringAt, expiringCount = nextList(1)
local boundAt, boundCount = nextList(3)
local viewerAt, viewerCount = nextList(2)
local firstAt, firstCount = nextList(3)
local tickerAt, tickerCount = nextList(1)
local commentAt, commentCount = nextList(1)
local giveawayAt, giveawayCount = nextList(1)
local newCells = nextGroups(2)
local knownCells = nextGroups(3)
local rows = nextGroups(3)
local buyerAt, buyerCount = nextList(2)

-- Calls visit(i, value of the i-th field) for count fields of a hash, named by ARGV from first on.
local function eachField(key, first, count, visit)
  for from = 1, count, BATCH do
    local to = math.min(from + BATCH - 1, count)
    local values = call('HMGET', key, unpack(ARGV, first + from - 1, first + to - 1))
    for i = from, to do
      visit(i, values[i - from + 1])
    end
  end
end

-- Collects words and hands them to a command on a key, as many at a time as fit.
local function batched(command, key)
  local words, size = {}, 0
  return function(a, b)
    words[size + 1] = a
    words[size + 2] = b
    size = size + 2
    if size >= 2 * BATCH then
      call(command, key, unpack(words, 1, size))
      words, size = {}, 0
    end
  end, function()
    if size > 0 then
      call(command, key, unpack(words, 1, size))
    end
  end
end

-- Look, without touching anything.
local conflicts, repeats, created, stale, passed = {}, {}, {}, {}, {}
local thisPeriod = seen .. ':' .. period .. ':'
local lastPeriod = seen .. ':' .. (period - 1) .. ':'
local known = call('HMGET', head, 'version', 'seen:' .. period, 'seen:' .. (period - 1))
local version, marked, seenLastPeriod = tonumber(known[1] or '0'), known[2], known[3]
if seenLastPeriod or mode == 'foresee' then
  for i = 1, deliveryCount do
    local at = deliveryAt + (i - 1) * 3
    local bucket, id, body = ARGV[at], ARGV[at + 1], ARGV[at + 2]
    local now = mode == 'foresee' and call('SMISMEMBER', thisPeriod .. bucket, id, body) or NEITHER
    local before = seenLastPeriod and call('SMISMEMBER', lastPeriod .. bucket, id, body) or NEITHER
    if now[1] + before[1] > 0 and now[2] + before[2] == 0 then
      conflicts[#conflicts + 1] = i
    end
  end
end
for i = 1, seenCount do
  local at = seenAt + (i - 1) * 2
  local bucket, event = ARGV[at], ARGV[at + 1]
  if call('SISMEMBER', thisPeriod .. bucket, event) == 1
    or (seenLastPeriod and call('SISMEMBER', lastPeriod .. bucket, event) == 1) then
    repeats[#repeats + 1] = i
  end
end
local number = 0
for _, group in ipairs(newCells) do
  eachField(group.key, group.first, group.count, function(i, value)
    if value then
      created[#created + 1] = number + i
      created[#created + 1] = value
    end
  end)
  number = number + group.count
end
number = 0
for _, group in ipairs(knownCells) do
  eachField(group.key, group.first, group.count, function(i, value)
    if value ~= ARGV[group.first + group.count + i - 1] then
      stale[#stale + 1] = number + i
      stale[#stale + 1] = value or ''
    end
  end)
  number = number + group.count
end
if boundCount > 0 then
  local stored = call('HGET', totals, 'all|sums')
  local row = stored and { struct.unpack(ROW, stored) }
  for i = 1, boundCount do
    local at = boundAt + (i - 1) * 3
    local sum = row and row[tonumber(ARGV[at])] or 0
    if sum + tonumber(ARGV[at + 1]) > tonumber(ARGV[at + 2]) then
      passed[#passed + 1] = i
      passed[#passed + 1] = string.format('%.0f', sum)
    end
  end
end
-- Remembering a delivery tells whether it is known, in one call; so these are looked up last. Two new members are a new
-- delivery, none a known one, one a new body under a known id.
local added = {}
if mode == 'commit' and #conflicts + #repeats + #created + #stale + #passed == 0 then
  for i = 1, deliveryCount do
    local at = deliveryAt + (i - 1) * 3
    added[i] = call('SADD', thisPeriod .. ARGV[at], ARGV[at + 1], ARGV[at + 2])
    if added[i] == 1 then
      conflicts[#conflicts + 1] = i
    end
  end
end
if #conflicts > 0 then
  for i = 1, #added do
    local at = deliveryAt + (i - 1) * 3
    if added[i] > 0 then
      call('SREM', thisPeriod .. ARGV[at], ARGV[at + 2])
    end
    if added[i] > 1 then
      call('SREM', thisPeriod .. ARGV[at], ARGV[at + 1])
    end
  end
end
if #conflicts + #repeats + #created + #stale + #passed > 0 then
  return { 0, conflicts, repeats, created, stale, passed }
end
if mode == 'foresee' then
  return { 1, version }
end

-- Write. The ledger comes before the sums: if it refuses, none of them has moved.
if entry ~= '' then
  version = version + 1
  call('XADD', ledger, version .. '-0', 'facts', entry)
end
for i = 1, seenCount do
  local at = seenAt + (i - 1) * 2
  call('SADD', thisPeriod .. ARGV[at], ARGV[at + 1])
end
if not marked and deliveryCount + seenCount > 0 then
  call('HSET', head, 'seen:' .. period, 1)
  call('HDEL', head, 'seen:' .. (period - 3))
end
for i = expiringAt, expiringAt + expiringCount - 1 do
  call('EXPIRE', thisPeriod .. ARGV[i], keepSeconds)
end
if entry == '' then
  return { 1, version }
end

for _, group in ipairs(newCells) do
  local set, flush = batched('HSET', group.key)
  for i = group.first, group.first + group.count - 1 do
    set(ARGV[i], ARGV[i + group.count])
  end
  flush()
end
for _, group in ipairs(knownCells) do
  local set, flush = batched('HSET', group.key)
  for i = group.first, group.first + group.count - 1 do
    local value = ARGV[i + 2 * group.count]
    if value ~= '' then
      set(ARGV[i], value)
    end
  end
  flush()
end
-- What a caller expected wrongly moves by as much as it wanted to move what it expected.
local NOUGHT = struct.pack(ROW, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
local function moved(stored, expected, value)
  local a, b, c, d, e, f, g, h, i, first, second = struct.unpack(ROW, stored or NOUGHT)
  local a1, b1, c1, d1, e1, f1, g1, h1, i1 = struct.unpack(ROW, expected ~= '' and expected or NOUGHT)
  local a2, b2, c2, d2, e2, f2, g2, h2, i2, first2, second2 = struct.unpack(ROW, value)
  return struct.pack(ROW, a + a2 - a1, b + b2 - b1, c + c2 - c1, d + d2 - d1, e + e2 - e1, f + f2 - f1, g + g2 - g1,
    h + h2 - h1, i + i2 - i1, math.max(first, first2), math.max(second, second2))
end
local reply = { 1, version }
number = 0
for _, group in ipairs(rows) do
  local set, flush = batched('HSET', group.key)
  eachField(group.key, group.first, group.count, function(i, stored)
    local at = group.first + i - 1
    local expected, value = ARGV[at + group.count], ARGV[at + 2 * group.count]
    if (stored or '') ~= expected then
      value = moved(stored, expected, value)
      reply[#reply + 1] = number + i
      reply[#reply + 1] = value
    end
    set(ARGV[at], value)
  end)
  flush()
  number = number + group.count
end
for i = 1, firstCount do
  local at = firstAt + (i - 1) * 3
  call('HSETNX', KEYS[tonumber(ARGV[at])], ARGV[at + 1], ARGV[at + 2])
end

-- Distinct people: a buyer is one as long as some order of theirs is paid.
local newBuyers, newViewers = 0, 0
local setBuyer, flushBuyers = batched('HSET', buyers)
eachField(buyers, buyerAt, buyerCount, function(i, value)
  local buyer = ARGV[buyerAt + i - 1]
  local before = tonumber(value or '0')
  local after = before + tonumber(ARGV[buyerAt + buyerCount + i - 1])
  if after <= 0 then
    call('HDEL', buyers, buyer)
  else
    setBuyer(buyer, after)
  end
  newBuyers = newBuyers + (after > 0 and 1 or 0) - (before > 0 and 1 or 0)
end)
flushBuyers()
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
  if count > 0 then
    call('LPUSH', list, unpack(ARGV, at, at + count - 1))
    call('LTRIM', list, 0, most - 1)
  end
end
push(ticker, tickerAt, tickerCount, 20)
push(comments, commentAt, commentCount, 20)
push(giveaways, giveawayAt, giveawayCount, 100)

-- What a reader must read again, and the notice that it should.
local setHead, flushHead = batched('HSET', head)
setHead('version', version)
if version == 1 then
  setHead('epoch', epoch)
end
for i = chunkAt, chunkAt + chunkCount - 1 do
  setHead('chunk:' .. ARGV[i], version)
end
flushHead()
call('PUBLISH', channel, session .. ' ' .. version)
return reply
