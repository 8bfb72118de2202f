-- Settles which session orders belong to, where several servers may decide it at the same instant.
--
-- Purpose: whoever asks first for an order has it in the session it names; whoever asks later is told that session, until
--   the claim ends. By then the order is counted, and is found where it is.
-- Never observable by any reader: two sessions for one order while its claim lasts.
--
-- KEYS  1 … claims, one an order
-- ARGV  1 seconds that a claim lasts; 2 … the session wanted for each key, in their order
-- Returns {session, …}: whose each order is, in the order of the keys.
-- Cost: a read or a write an order.

local seconds = ARGV[1]

local whose = {}
for i, claim in ipairs(KEYS) do
  local wanted = ARGV[i + 1]
  if redis.call('SET', claim, wanted, 'NX', 'EX', seconds) then
    whose[i] = wanted
  else
    whose[i] = redis.call('GET', claim)
  end
end
return whose
