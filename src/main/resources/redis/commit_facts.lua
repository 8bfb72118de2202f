-- Commits one group of facts to one session, all of it or nothing.
--
-- Purpose: the caller has read (or guessed as absent) the states its facts depend on, computed the new states and by how
--   much every sum moves. If the states still are what it thought, everything is written and the change is published.
--   If not, nothing is written and the caller is told what differs, so that it can compute again.
-- Never observable by any reader: totals without their ledger entry or the other way round, one sum moved without the
--   others, a version that is skipped or used twice.
--
-- KEYS  1 head  2 orders  3 buyers  4 viewers (base)  5 seen (base)  6 ledger  7 ticker  8 comments  9 giveaways
--       10… chunks, named by the chunk names in ARGV; 10 is the totals; all hashes, but that the lists can be among them
-- ARGV  1 a MessagePack array; 2 the ledger entry, '' when there are no facts. The array holds
--         mode          'commit', or 'foresee': look, write nothing
--         fresh         a text never used before: epoch of a session that has none, and the mark of this commit
--         epoch the caller last saw ('' for none), version and mark it left, if it relies on having been the last to
--         commit (0 and '' if not), channel, session, period, seconds that seen ids are kept
--       then lists:
--         chunks        name                               (as many as chunk keys)
--         deliveries    id digest, body digest             (decimal; so are the next three)
--         seen          event digest
--         expiring      bucket                             (of deliveries or seen, whose end is to be set)
--         viewers       viewer
--         bounds        place in the row of the totals, increment, greatest sum allowed
--         firsts        chunk key index, field, value      (kept if absent)
--         tickers, commented, given                        (what is new, in one item, and how many items to keep)
--         buyers        buyer, increment of their paid orders
--       then lists by hash, each a key index and the list:
--         new           field, value                       (absent before; key 2 or a chunk)
--         known         field, expected, value             (value '' leaves the cell as it is)
--         rows          field, expected, value             (eleven numbers of 8 bytes; '' is all 0. Where the stored
--                                                           row is the expected one the value replaces it; elsewhere
--                                                           what lies between the two is added to what is stored, of
--                                                           the last two numbers the greater is kept)
--         sure          field, value                       (cells and rows that were as the caller relies on)
-- Returns {1, version, epoch, row number, stored, …} when committed, with the rows that were not as expected and what they are
--         now; {1, version, epoch} when without facts the deliveries were noted, or when all is as expected and was foreseen,
--         {0, {delivery numbers in conflict}, {seen numbers already seen}, {new cell number, stored, …},
--          {known cell number, stored, …}, {bound number, stored, …}} when not; numbers count from 1, over all groups;
--         {2, epoch} ('' for none) when the session was wiped since the caller saw it;
--         an error FOREIGNKEY, with which key it is, when something else is stored under a name of the session;
--         {3} when the caller relied on having been the last to commit and was not.
-- Cost: a write of one field per cell and sum, and a read where it is not sure, batched by hash; one insertion per seen
--   id; independent of how much the session holds.

local ROW = '>i8i8i8i8i8i8i8i8i8i8i8'
local BATCH = 1000 -- well below what unpack can put on Lua's stack

local request, at = cmsgpack.unpack(ARGV[1]), 0
local function nextItem()
  at = at + 1
  return request[at]
end
local nextList = nextItem

local call = redis.call
local head, orders, buyerHash, viewerSets, seenSets, ledger = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local ticker, comments, giveaways, totals = KEYS[7], KEYS[8], KEYS[9], KEYS[10]
local mode, fresh, seenEpoch, seenVersion, seenMark = nextItem(), nextItem(), nextItem(), nextItem(), nextItem()
local channel, session, period, keepSeconds, entry = nextItem(), nextItem(), nextItem(), nextItem(), ARGV[2]
local chunks = nextList()
local deliveries = nextList()
local seen = nextList()
local expiring = nextList()
local viewers = nextList()
local bounds = nextList()
local firsts = nextList()
local tickers = nextList()
local commented = nextList()
local given = nextList()
local buyers = nextList()
local new = nextList()
local known = nextList()
local rows = nextList()
local sure = nextList()

-- What a hash holds in the fields that stand at every width-th place of a list.
local function stored(key, list, width)
  local fields, size = {}, 0
  for i = 1, #list, width do
    size = size + 1
    fields[size] = list[i]
  end
  if size <= BATCH then
    return call('HMGET', key, unpack(fields))
  end
  local values = {}
  for from = 1, size, BATCH do
    local part = call('HMGET', key, unpack(fields, from, math.min(from + BATCH - 1, size)))
    for i = 1, #part do
      values[from + i - 1] = part[i]
    end
  end
  return values
end

-- Stores fields and values that stand in turn in a list.
local function store(key, pairs)
  for from = 1, #pairs, 2 * BATCH do
    call('HSET', key, unpack(pairs, from, math.min(from + 2 * BATCH - 1, #pairs)))
  end
end

-- A set stays small where numbers are spread over a thousand by their last digits.
local function bucket(base, digest)
  return base .. string.sub(digest, -3)
end

-- Look, without touching anything.
local conflicts, repeats, created, stale, passed = {}, {}, {}, {}, {}
local thisPeriod = seenSets .. ':' .. period .. ':'
local lastPeriod = seenSets .. ':' .. (period - 1) .. ':'
local was = call('HMGET', head, 'version', 'seen:' .. period, 'seen:' .. (period - 1), 'epoch', 'mark')
local version, marked, seenLastPeriod, storedEpoch = tonumber(was[1] or '0'), was[2], was[3], was[4] or ''
if seenEpoch ~= '' and seenEpoch ~= storedEpoch then
  return { 2, storedEpoch }
end
-- A foreign key would stop the script halfway, with its first writes done and the rest not.
local kinds = { [ledger] = 'stream', [ticker] = 'list', [comments] = 'list', [giveaways] = 'list' }
for _, key in ipairs(KEYS) do
  local kind, is = kinds[key] or 'hash', call('TYPE', key).ok
  if is ~= 'none' and is ~= kind and key ~= viewerSets and key ~= seenSets then
    return redis.error_reply('FOREIGNKEY ' .. key .. ' is a ' .. is .. ', not a ' .. kind)
  end
end
if seenMark ~= '' and (seenVersion ~= version or seenMark ~= was[5]) then
  return { 3 }
end
if seenLastPeriod or mode == 'foresee' then
  for i = 1, #deliveries, 2 do
    local id, body = deliveries[i], deliveries[i + 1]
    local idKnown, bodyKnown = 0, 0
    if mode == 'foresee' then
      idKnown = call('SISMEMBER', bucket(thisPeriod, id), id)
      bodyKnown = call('SISMEMBER', bucket(thisPeriod, id), body)
    end
    if seenLastPeriod then
      idKnown = idKnown + call('SISMEMBER', bucket(lastPeriod, id), id)
      bodyKnown = bodyKnown + call('SISMEMBER', bucket(lastPeriod, id), body)
    end
    if idKnown > 0 and bodyKnown == 0 then
      conflicts[#conflicts + 1] = (i + 1) / 2
    end
  end
end
for i, event in ipairs(seen) do
  if call('SISMEMBER', bucket(thisPeriod, event), event) == 1
    or (seenLastPeriod and call('SISMEMBER', bucket(lastPeriod, event), event) == 1) then
    repeats[#repeats + 1] = i
  end
end
local number = 0
for g = 1, #new, 2 do
  local values = stored(KEYS[new[g]], new[g + 1], 2)
  for i = 1, #values do
    if values[i] then
      created[#created + 1] = number + i
      created[#created + 1] = values[i]
    end
  end
  number = number + #values
end
number = 0
for g = 1, #known, 2 do
  local list = known[g + 1]
  local values = stored(KEYS[known[g]], list, 3)
  for i = 1, #values do
    if values[i] ~= list[3 * i - 1] then
      stale[#stale + 1] = number + i
      stale[#stale + 1] = values[i] or ''
    end
  end
  number = number + #values
end
if #bounds > 0 then
  local row = call('HGET', totals, 'all|sums')
  local sums = row and { struct.unpack(ROW, row) }
  for i = 1, #bounds, 3 do
    local sum = sums and sums[bounds[i]] or 0
    if sum + bounds[i + 1] > bounds[i + 2] then
      passed[#passed + 1] = (i + 2) / 3
      passed[#passed + 1] = string.format('%.0f', sum)
    end
  end
end
-- Remembering a delivery tells whether it is known, in one call; so these are looked up last. Two new members are a new
-- delivery, none a known one, one a new body under a known id.
local added = {}
if mode == 'commit' and #conflicts + #repeats + #created + #stale + #passed == 0 then
  for i = 1, #deliveries, 2 do
    added[i] = call('SADD', bucket(thisPeriod, deliveries[i]), deliveries[i], deliveries[i + 1])
    if added[i] == 1 then
      conflicts[#conflicts + 1] = (i + 1) / 2
    end
  end
end
if #conflicts > 0 then
  for i, count in pairs(added) do
    if count > 0 then
      call('SREM', bucket(thisPeriod, deliveries[i]), deliveries[i + 1])
    end
    if count > 1 then
      call('SREM', bucket(thisPeriod, deliveries[i]), deliveries[i])
    end
  end
end
if #conflicts + #repeats + #created + #stale + #passed > 0 then
  return { 0, conflicts, repeats, created, stale, passed }
end
if mode == 'foresee' then
  return { 1, version, storedEpoch }
end

-- Write. The ledger comes before the sums: if it refuses, none of them has moved.
if entry ~= '' then
  version = version + 1
  call('XADD', ledger, version .. '-0', 'facts', entry)
end
for _, event in ipairs(seen) do
  call('SADD', bucket(thisPeriod, event), event)
end
if not marked and #deliveries + #seen > 0 then
  call('HSET', head, 'seen:' .. period, 1)
  call('HDEL', head, 'seen:' .. (period - 3))
end
for _, ending in ipairs(expiring) do
  call('EXPIRE', thisPeriod .. ending, keepSeconds)
end
if entry == '' then
  return { 1, version, storedEpoch }
end

for g = 1, #new, 2 do
  store(KEYS[new[g]], new[g + 1])
end
for g = 1, #known, 2 do
  local list, changed = known[g + 1], {}
  for i = 1, #list, 3 do
    if list[i + 2] ~= '' then
      changed[#changed + 1] = list[i]
      changed[#changed + 1] = list[i + 2]
    end
  end
  store(KEYS[known[g]], changed)
end
for g = 1, #sure, 2 do
  store(KEYS[sure[g]], sure[g + 1])
end
-- What a caller expected wrongly moves by as much as it wanted to move what it expected.
local function moved(row, expected, value)
  local none = struct.pack(ROW, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
  local a, b, c, d, e, f, g, h, i, first, second = struct.unpack(ROW, row or none)
  local a1, b1, c1, d1, e1, f1, g1, h1, i1 = struct.unpack(ROW, expected ~= '' and expected or none)
  local a2, b2, c2, d2, e2, f2, g2, h2, i2, first2, second2 = struct.unpack(ROW, value)
  return struct.pack(ROW, a + a2 - a1, b + b2 - b1, c + c2 - c1, d + d2 - d1, e + e2 - e1, f + f2 - f1, g + g2 - g1,
    h + h2 - h1, i + i2 - i1, math.max(first, first2), math.max(second, second2))
end
local reply = { 1, version, version == 1 and fresh or storedEpoch }
number = 0
for g = 1, #rows, 2 do
  local list, changed = rows[g + 1], {}
  local values = stored(KEYS[rows[g]], list, 3)
  for i = 1, #values do
    local field, expected, value = list[3 * i - 2], list[3 * i - 1], list[3 * i]
    if (values[i] or '') ~= expected then
      value = moved(values[i], expected, value)
      reply[#reply + 1] = number + i
      reply[#reply + 1] = value
    end
    changed[2 * i - 1] = field
    changed[2 * i] = value
  end
  store(KEYS[rows[g]], changed)
  number = number + #values
end
for i = 1, #firsts, 3 do
  call('HSETNX', KEYS[firsts[i]], firsts[i + 1], firsts[i + 2])
end

-- Distinct people: a buyer is one as long as some order of theirs is paid.
local newBuyers, newViewers = 0, 0
if #buyers > 0 then
  local values, changed = stored(buyerHash, buyers, 2), {}
  for i = 1, #values do
    local before = tonumber(values[i] or 0)
    local after = before + buyers[2 * i]
    if after <= 0 then
      call('HDEL', buyerHash, buyers[2 * i - 1])
    else
      changed[#changed + 1] = buyers[2 * i - 1]
      changed[#changed + 1] = after
    end
    newBuyers = newBuyers + (after > 0 and 1 or 0) - (before > 0 and 1 or 0)
  end
  store(buyerHash, changed)
end
for _, viewer in ipairs(viewers) do
  newViewers = newViewers + call('SADD', bucket(viewerSets .. ':', viewer), viewer)
end
if newBuyers ~= 0 then
  call('HINCRBY', totals, 'buyers', newBuyers)
end
if newViewers ~= 0 then
  call('HINCRBY', totals, 'viewers', newViewers)
end

local function push(key, list)
  if #list > 0 then
    call('LPUSH', key, list[1])
    call('LTRIM', key, 0, list[2] - 1)
  end
end
push(ticker, tickers)
push(comments, commented)
push(giveaways, given)

-- What a reader must read again, and the notice that it should.
local told = { 'version', version, 'mark', fresh }
if version == 1 then
  told[5], told[6] = 'epoch', fresh
end
for _, chunk in ipairs(chunks) do
  told[#told + 1] = 'chunk:' .. chunk
  told[#told + 1] = version
end
store(head, told)
call('PUBLISH', channel, session .. ' ' .. version)
return reply
