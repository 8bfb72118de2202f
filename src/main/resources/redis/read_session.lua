-- Reads what changed in one session since a version, all of it at one instant.
--
-- Never observable: figures of two versions side by side.
--
-- KEYS  1 head (every other key of the session is named after it: <base>:<chunk>, where head is <base>:head)
-- ARGV  1 epoch the reader knows, '' if none  2 version it knows
-- Returns {} when the session holds nothing,
--         {epoch, version, hidden} when the reader knows it all,
--         {epoch, version, hidden, chunk name, content, …} otherwise: hashes as flat field, value lists, and the lists
--         ticker, comments, giveaways newest first. hidden: ids of comments that are
--         not to be shown, a space between, whether that changed or not.
-- Cost: the size of the chunks that changed, however much the session holds.

local head = KEYS[1]
local knownEpoch, knownVersion = ARGV[1], tonumber(ARGV[2])
local base = string.sub(head, 1, -5)
local fields = redis.call('HGETALL', head)
if #fields == 0 then
  return {}
end
local epoch, version, hidden = '', 0, ''
for i = 1, #fields, 2 do
  if fields[i] == 'epoch' then
    epoch = fields[i + 1]
  elseif fields[i] == 'version' then
    version = tonumber(fields[i + 1])
  elseif fields[i] == 'hidden' then
    hidden = fields[i + 1]
  end
end
if epoch ~= knownEpoch then
  knownVersion = 0
end
local answer = { epoch, version, hidden }
for i = 1, #fields, 2 do
  local chunk = string.match(fields[i], '^chunk:(.+)$')
  if chunk and tonumber(fields[i + 1]) > knownVersion then
    local key = base .. chunk
    answer[#answer + 1] = chunk
    if chunk == 'ticker' or chunk == 'comments' or chunk == 'giveaways' then
      answer[#answer + 1] = redis.call('LRANGE', key, 0, -1)
    else
      answer[#answer + 1] = redis.call('HGETALL', key)
    end
  end
end
return answer
