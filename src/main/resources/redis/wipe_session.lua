-- Wipes one session: whatever is stored of it is gone.
--
-- Purpose: a rehearsal is over. Servers that go on counting in it notice by its epoch that it has begun anew.
-- Never observable by any reader: a session of which some figures are gone and others are not.
--
-- KEYS  1 head (every other key of the session is named after it: <base>:<name>, where head is <base>:head)
--       2… what else was found of it by name; what came since is found through the head
-- ARGV  1 channel  2 session
-- Returns {number of keys that were there}
-- Cost: a look at some thousand names; Redis frees what they hold in the background.

local call = redis.call
local head, channel, session = KEYS[1], ARGV[1], ARGV[2]
local base = string.sub(head, 1, -5)
local BATCH = 1000 -- well below what unpack can put on Lua's stack

local names, gone = {}, 0
local function add(name)
  names[#names + 1] = name
  if #names == BATCH then
    gone = gone + call('UNLINK', unpack(names))
    names = {}
  end
end
local function addBuckets(name)
  for bucket = 0, 999 do
    add(string.format('%s:%03d', name, bucket))
  end
end

for _, field in ipairs(call('HKEYS', head)) do
  local chunk = string.match(field, '^chunk:(.+)$')
  if chunk then
    add(base .. chunk)
  elseif string.match(field, '^seen:') then
    addBuckets(base .. field)
  end
end
addBuckets(base .. 'viewers')
for _, name in ipairs({ 'orders', 'buyers', 'ledger' }) do
  add(base .. name)
end
for i = 2, #KEYS do
  add(KEYS[i])
end
add(head)
if #names > 0 then
  gone = gone + call('UNLINK', unpack(names))
end
call('PUBLISH', channel, session .. ' 0')
return { gone }
