-- Hides one comment of a session, or shows it again, and tells the screens.
--
-- Purpose: what an operator has hidden stays hidden, on every screen and after every restart. No figure moves, so the
--   version stays and the ledger has nothing of it.
-- Never observable by any reader: a comment that is hidden twice, and shown after one of them was taken back.
--
-- KEYS  1 head
-- ARGV  1 'hide' or 'show'  2 id of the comment  3 how many are remembered at most  4 channel  5 session
-- Returns {1} when that changed something, {0} when it was so already
-- Cost: the ids that are hidden.

local call = redis.call
local head, verb, id, most, channel, session = KEYS[1], ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4], ARGV[5]

local ids, was = {}, false
for each in string.gmatch(call('HGET', head, 'hidden') or '', '%S+') do
  if each == id then
    was = true
  else
    ids[#ids + 1] = each
  end
end
if was == (verb == 'hide') then
  return { 0 }
end
if verb == 'hide' then
  ids[#ids + 1] = id
end
if #ids == 0 then
  call('HDEL', head, 'hidden')
else
  call('HSET', head, 'hidden', table.concat(ids, ' ', math.max(1, #ids - most + 1)))
end
call('PUBLISH', channel, session .. ' ' .. (call('HGET', head, 'version') or 0))
return { 1 }
