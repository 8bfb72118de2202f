-- Claims due to-dos of one partner in one session for a while, so that no two servers ask for the same one.
--
-- Purpose: what is claimed is due again when the lease ends, in case the server that took it does not come back.
-- Never observable by any reader: a to-do claimed twice at one time, or claimed without its attempt being counted.
--
-- KEYS  1 to-dos  2 when they are due  3 since when they wait
-- ARGV  1 now  2 when the lease ends  3 how many at most
-- Returns {when the next one is due or '', field, content, since, field, content, since, …}, longest due first
-- Cost: three look-ups and two writes per to-do claimed, however many wait.

local todos, due, since = KEYS[1], KEYS[2], KEYS[3]
local now, leaseEnd, most = ARGV[1], ARGV[2], ARGV[3]
local HEAD = '>i8i4i4' -- time told, attempts, revision; the reason of the last failure follows
local HEAD_BYTES = 16

local answer = { '' }
for _, field in ipairs(redis.call('ZRANGEBYSCORE', due, '-inf', now, 'LIMIT', 0, most)) do
  local known = redis.call('HGET', todos, field)
  local at, attempts, revision = struct.unpack(HEAD, known)
  local taken = struct.pack(HEAD, at, attempts + 1, revision + 1) .. string.sub(known, HEAD_BYTES + 1)
  redis.call('HSET', todos, field, taken)
  redis.call('ZADD', due, leaseEnd, field)
  answer[#answer + 1] = field
  answer[#answer + 1] = taken
  answer[#answer + 1] = redis.call('ZSCORE', since, field)
end
local first = redis.call('ZRANGE', due, 0, 0, 'WITHSCORES')
answer[1] = first[2] or ''
return answer
