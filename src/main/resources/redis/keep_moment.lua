-- Keeps what a session shows, just before the first commit of another minute.
--
-- Purpose: a board can be shown as it was at the end of any minute. A minute ends twice: by the clock of the server that
--   counted, and by the clock of the events, which for an evening played back later is the only one of use. Sent ahead
--   of the first commit that passes either, on the same connection, so what it finds is what the minute ended with.
-- Never observable by any reader: a moment that holds part of a commit; a minute kept twice with different figures, however
--   many servers send this: whoever comes first keeps it, the others find nothing to do.
--
-- KEYS  1 head (every other key of the session is named after it: <base>:<name>, where head is <base>:head)
-- ARGV  1 server time of the commit that follows  2 the newest event time there is once it is counted, at most the server
--       time (both in milliseconds)  3 how many moments are kept one by one
-- Returns {number of the moment, 0 when there is none to keep}
-- Cost: a look at the rows of the chunks that changed since the last moment, and a write of the rows that changed, once a
--   minute, however many orders there are.
--
-- A moment is the rows that changed since the one before. Every SPAN-th is kept once more as what changed since the SPAN-th
-- before, so that few of them must be read; what is older than the oldest moment is folded into one hash.

local SPAN = 64
local MINUTE = 60000
local BATCH = 500 -- well below what unpack can put on Lua's stack, fields and values
local SHOWN_BYTES = 4000 -- of the ticker, about what a screen shows

local call = redis.call
local head = KEYS[1]
local arrivedAt, heardAt, most = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local base = string.sub(head, 1, -5)
local moments = base .. 'moments'
local rowsKey, minutes, spans, oldest = moments .. ':rows', moments .. ':minutes', moments .. ':spans', moments .. ':oldest'

local known = call('HMGET', moments, 'number', 'arrived', 'heard', 'version', 'spanVersion')
local number, arrivedBefore, heardBefore = tonumber(known[1] or 0), tonumber(known[2] or 0), tonumber(known[3] or 0)
local versionBefore, spanVersion = tonumber(known[4] or 0), tonumber(known[5] or 0)
local arrivedTurns = math.floor(arrivedAt / MINUTE) > math.floor(arrivedBefore / MINUTE)
local heardTurns = math.floor(heardAt / MINUTE) > math.floor(heardBefore / MINUTE)
if not arrivedTurns and not heardTurns then
  return { 0 }
end

local told, touched = call('HGETALL', head), {}
local version, epoch = 0, ''
for i = 1, #told, 2 do
  local chunk = string.match(told[i], '^chunk:(.+)$')
  if chunk then
    touched[chunk] = tonumber(told[i + 1])
  elseif told[i] == 'version' then
    version = tonumber(told[i + 1])
  elseif told[i] == 'epoch' then
    epoch = told[i + 1]
  end
end
local function decimal(value)
  return string.format('%.0f', value)
end
if not known[2] then
  call('HSET', moments, 'since', decimal(arrivedAt), 'heardSince', decimal(heardAt), 'versionSince', decimal(version))
end
call('HSET', moments, 'arrived', decimal(math.max(arrivedAt, arrivedBefore)), 'heard',
  decimal(math.max(heardAt, heardBefore)))
if version == 0 then
  return { 0 }
end

-- What a chunk holds as fields and values in turn. Of the ticker there is one field: its items, the oldest first, which is
-- how one item holds several sales.
local function content(chunk)
  if chunk ~= 'ticker' and chunk ~= 'giveaways' then
    return call('HGETALL', base .. chunk)
  end
  local shown, size = '', 0
  for _, item in ipairs(call('LRANGE', base .. chunk, 0, -1)) do
    size = size + #item
    if chunk == 'ticker' and shown ~= '' and size > SHOWN_BYTES then
      break
    end
    shown = item .. shown
  end
  return { '', shown }
end

local function add(stream, id, list)
  local part = 0
  for from = 1, math.max(1, #list), 2 * BATCH do
    call('XADD', stream, id .. '-' .. part, 'version', version, 'epoch', epoch,
      unpack(list, from, math.min(from + 2 * BATCH - 1, #list)))
    part = part + 1
  end
end

local function store(key, list)
  for from = 1, #list, 2 * BATCH do
    call('HSET', key, unpack(list, from, math.min(from + 2 * BATCH - 1, #list)))
  end
end

-- The rows of a chunk, those that changed now and those that did since the last span; each is marked with the moment that
-- changed it.
local changed, ofSpan, marked = {}, {}, {}
local function compare(chunk, isSpan)
  local list = content(chunk)
  for from = 1, #list, 2 * BATCH do
    local to, names = math.min(from + 2 * BATCH - 1, #list), {}
    for i = from, to, 2 do
      names[#names + 1] = chunk .. '/' .. list[i]
    end
    local before = call('HMGET', rowsKey, unpack(names))
    for i = 1, #names do
      local value, mark = list[from + 2 * i - 1], 0
      if before[i] and string.sub(before[i], 5) == value then
        mark = struct.unpack('>I4', before[i])
      else
        mark = number
        changed[#changed + 1] = names[i]
        changed[#changed + 1] = value
        marked[#marked + 1] = names[i]
        marked[#marked + 1] = struct.pack('>I4', number) .. value
      end
      if isSpan and mark > number - SPAN then
        ofSpan[#ofSpan + 1] = names[i]
        ofSpan[#ofSpan + 1] = value
      end
    end
  end
end

-- What is older than the oldest span goes into one hash.
local function forget()
  local last = number - most - SPAN
  if last < SPAN then
    return
  end
  for _, entry in ipairs(call('XRANGE', spans, '-', last .. '-' .. 999999)) do
    store(oldest, entry[2])
  end
  call('XTRIM', spans, 'MINID', last + 1)
  call('XTRIM', minutes, 'MINID', number - most + 1)
  for _, clock in ipairs({ ':arrived', ':heard' }) do
    call('ZREMRANGEBYRANK', moments .. clock, 0, -most - 1)
  end
end

if version > versionBefore then
  number = number + 1
  local isSpan = number % SPAN == 0
  for chunk, at in pairs(touched) do
    if chunk ~= 'comments' and (at > versionBefore or (isSpan and at > spanVersion)) then
      compare(chunk, isSpan)
    end
  end
  add(minutes, number, changed)
  store(rowsKey, marked)
  call('HSET', moments, 'number', number, 'version', version)
  if isSpan then
    add(spans, number, ofSpan)
    call('HSET', moments, 'spanVersion', version)
    forget()
  end
end
if arrivedTurns then
  call('ZADD', moments .. ':arrived', decimal(arrivedAt), number)
end
if heardTurns then
  call('ZADD', moments .. ':heard', decimal(heardAt), number)
end
return { number }
