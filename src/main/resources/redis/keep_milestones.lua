-- Keeps when a board reached what, for good.
--
-- Purpose: a milestone is decided once, whichever server saw it first; later facts move sums, never this.
-- Never observable by any reader: a milestone at two times; one that was reached by figures that have been wiped.
--
-- KEYS  1 milestones of the board
-- ARGV  1 how many are kept at most  2 epochs of the sessions that count in the board now, separated by spaces
--       3… milestone, time in milliseconds (kept if absent)
-- Returns {milestone, time, …}, all of them
-- Cost: all milestones of one board, some thirty and one for each product sold out.

local call = redis.call
local key, most, epochs = KEYS[1], tonumber(ARGV[1]), ARGV[2]

-- Another session may join; where one is gone that counted, it was wiped.
local present = ' ' .. epochs .. ' '
for epoch in string.gmatch(call('HGET', key, 'epochs') or '', '%S+') do
  if not string.find(present, ' ' .. epoch .. ' ', 1, true) then
    call('DEL', key)
    break
  end
end
if call('HGET', key, 'epochs') ~= epochs then
  call('HSET', key, 'epochs', epochs)
end
local room = most + 1 - call('HLEN', key)
for i = 3, #ARGV, 2 do
  if room > 0 then
    room = room - call('HSETNX', key, ARGV[i], ARGV[i + 1])
  end
end
return call('HGETALL', key)
