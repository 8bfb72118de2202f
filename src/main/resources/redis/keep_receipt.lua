-- Keeps what a delivery was answered, or that it is still to be answered.
--
-- Purpose: the receipt can be asked for again. What a partner's receipts may take of memory is bounded: past one bound
--   they are kept in brief, past the next no new one is.
-- Never observable by any reader: a receipt whose bytes are not counted.
--
-- KEYS  1 receipts of one bucket (hash)  2 bytes kept of this partner in this period
-- ARGV  id digest, receipt, receipt in brief, bytes from which on receipts are brief, most bytes,
--       seconds kept, '1' to leave a receipt that is there as it is
-- Returns {what}: 2 kept, 1 kept in brief, 0 not kept, for want of room.
-- Cost: a read and a write of one field, one sum, two expiries.

local receipts, bytes = KEYS[1], KEYS[2]
local id, receipt, brief = ARGV[1], ARGV[2], ARGV[3]
local briefFrom, most, seconds, once = tonumber(ARGV[4]), tonumber(ARGV[5]), ARGV[6], ARGV[7] == '1'
local FIELD = 32 -- about what a field takes beside its value

local call = redis.call
local before = call('HGET', receipts, id)
if before and once then
  return { 2 }
end
local kept = tonumber(call('GET', bytes) or '0')
local more = #receipt - (before and #before or -FIELD)
local what = 2
if kept + more > briefFrom and #brief < #receipt then
  receipt = brief
  more = #receipt - (before and #before or -FIELD)
  what = 1
end
if not before and kept + more > most then
  return { 0 }
end
call('HSET', receipts, id, receipt)
call('INCRBY', bytes, more)
call('EXPIRE', receipts, seconds)
call('EXPIRE', bytes, seconds)
return { what }
