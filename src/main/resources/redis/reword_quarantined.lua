-- Puts another message in place of a kept one, of the same length, if it is still there and still the same.
--
-- Never observable by any reader: a message without its item.
--
-- KEYS  1 item
-- ARGV  1 message as it was  2 message as it shall be
-- Returns {1} when it was changed, {0} when not
-- Cost: one read and one write.

if redis.call('HGET', KEYS[1], 'message') ~= ARGV[1] then
  return { 0 }
end
redis.call('HSET', KEYS[1], 'message', ARGV[2])
return { 1 }
