-- Puts in place what was made of a session's ledger, orders and buyers without the people who are to be forgotten.
--
-- Purpose: a ledger entry cannot be changed, so copies were written beside what they are of. They take its place if
--   nothing was committed since they were begun; if something was, nothing is changed and the caller begins anew.
-- Never observable by any reader: people in one of the three and not in the others, a version without its ledger entry.
--
-- KEYS  1 head  2 ledger  3 its copy  4 orders  5 their copy  6 buyers  7 their copy  8 viewers (base)
-- ARGV  1 epoch  2 version  3 mark: a text never used before  4 a ledger entry without facts  5 channel  6 session
--       7 'all' when nobody is known any more, else ''  8… viewers that are forgotten, decimal
-- Returns {1} when done, {0} when something was committed meanwhile, {2} when a copy is not whole.
-- Cost: three renames, and a look at a thousand names where everybody is forgotten; Redis frees what they replace in the background.

local call = redis.call
local head, viewers = KEYS[1], KEYS[8]
local epoch, version, everybody = ARGV[1], tonumber(ARGV[2]), ARGV[7] == 'all'
local was = call('HMGET', head, 'epoch', 'version')
if was[1] ~= epoch or tonumber(was[2]) ~= version then
  return { 0 }
end
if call('XLEN', KEYS[3]) ~= call('XLEN', KEYS[2]) or call('HLEN', KEYS[5]) ~= call('HLEN', KEYS[4])
  or call('HLEN', KEYS[7]) ~= call('HLEN', KEYS[6]) then
  return { 2 }
end

for i = 2, 6, 2 do
  if call('EXISTS', KEYS[i + 1]) == 1 then
    call('UNLINK', KEYS[i])
    call('RENAME', KEYS[i + 1], KEYS[i])
    call('PERSIST', KEYS[i])
  end
end
if everybody then
  for bucket = 0, 999 do
    call('UNLINK', string.format('%s:%03d', viewers, bucket))
  end
end
for i = 8, #ARGV do
  call('SREM', viewers .. ':' .. string.sub(ARGV[i], -3), ARGV[i])
end
-- a commit without facts: who relied on having been the last to commit looks again
version = version + 1
call('XADD', KEYS[2], version .. '-0', 'facts', ARGV[4])
call('HSET', head, 'version', version, 'mark', ARGV[3])
if everybody then
  call('HSET', head, 'forgotten', version)
end
call('PUBLISH', ARGV[5], ARGV[6] .. ' ' .. version)
return { 1 }
