-- Settles which session orders belong to, where several servers may decide it at the same instant.
--
-- Purpose: whoever asks first for an order has it in the session it names; whoever asks later is told that session, until
--   nobody has asked for as long as a claim lasts. By then the order is counted, and is found where it is. A claim among
--   other sessions is one of strangers, who have none in common with the asker, and stands beside it.
-- Never observable by any reader: two sessions for one order, among those of one asker, while its claim lasts.
--
-- KEYS  1 … claims, one an order
-- ARGV  1 seconds that a claim lasts; 2 how many sessions the asker knows; 3 … these; then the session wanted for each key,
--       in their order, which is one of them
-- Returns {session, …}: whose each order is, in the order of the keys.
-- Cost: a read and a write of a short text an order.

local seconds, known = ARGV[1], tonumber(ARGV[2])

local call = redis.call
local among = {}
for i = 1, known do
  among[ARGV[2 + i]] = true
end

local function claimed(sessions)
  for session in string.gmatch(sessions, '[^%z]+') do
    if among[session] then
      return session
    end
  end
  return nil
end

local whose = {}
for i, claim in ipairs(KEYS) do
  local wanted = ARGV[2 + known + i]
  local before = call('GET', claim)
  local earlier = before and claimed(before)
  if earlier then
    whose[i] = earlier
    call('EXPIRE', claim, seconds)
  else
    whose[i] = wanted
    call('SET', claim, before and before .. '\0' .. wanted or wanted, 'EX', seconds)
  end
end
return whose
