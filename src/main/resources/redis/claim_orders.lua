-- Settles which session orders belong to, where several servers may decide it at the same instant.
--
-- Purpose: whoever asks first for an order has it in the session it names; whoever asks later is told that session, until
--   nobody has asked for a period at least. By then the order is counted, and is found where it is. A claim among other
--   sessions is one of strangers, who have none in common with the asker, and stands beside it.
-- Never observable by any reader: two sessions for one order, among those of one asker, while its claim lasts.
--
-- KEYS  1 claims made in this period, by order  2 in the last one  3 in the next one, by a clock that is ahead  4 in one that
--       nobody reads any more
-- ARGV  1 seconds until nobody reads those of this period; 2 how many sessions the asker knows; 3 … these; then orders, each
--       followed by the session wanted for it, which is one of them
-- Returns {session, …}: whose each order is, in their order.
-- Cost: three reads and a write of one short field an order, batched; less where no other period has claims.

local BATCH = 1000 -- well below what unpack can put on Lua's stack

local seconds, known = ARGV[1], tonumber(ARGV[2])
local among, orders, wanted = {}, {}, {}
for i = 3, 2 + known do
  among[ARGV[i]] = true
end
for i = 3 + known, #ARGV, 2 do
  orders[#orders + 1] = ARGV[i]
  wanted[#wanted + 1] = ARGV[i + 1]
end

local call = redis.call
local function batches(list, each)
  for from = 1, #list, BATCH do
    each(from, unpack(list, from, math.min(from + BATCH - 1, #list)))
  end
end

-- The one of the asker's own sessions that is among those of some claims, which a zero byte separates.
local function own(sessions)
  for session in string.gmatch(sessions, '[^%z]+') do
    if among[session] then
      return session
    end
  end
  return nil
end

local isFirst = call('EXISTS', KEYS[1]) == 0
local whose, strangers, told = {}, {}, {}
for period = 1, 3 do
  if call('EXISTS', KEYS[period]) == 1 then
    batches(orders, function(from, ...)
      local claims = call('HMGET', KEYS[period], ...)
      for i = 1, #claims do
        local at = from + i - 1
        if claims[i] and not whose[at] then
          whose[at] = own(claims[i])
          told[at] = whose[at] and period ~= 2
          strangers[at] = not whose[at] and period == 1 and claims[i] or strangers[at]
        end
      end
    end)
  end
end

local claimed = {}
for i, order in ipairs(orders) do
  whose[i] = whose[i] or wanted[i]
  if not told[i] then
    claimed[#claimed + 1] = order
    claimed[#claimed + 1] = strangers[i] and strangers[i] .. '\0' .. whose[i] or whose[i]
  end
end
batches(claimed, function(_, ...)
  call('HSET', KEYS[1], ...)
end)
if isFirst then
  call('EXPIRE', KEYS[1], seconds)
  call('UNLINK', KEYS[4])
end
return whose
