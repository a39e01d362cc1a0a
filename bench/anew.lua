-- wrk: every request has an address of its own, so that no page is answered from memory.
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

local asked = 0

function request()
  asked = asked + 1
  return wrk.format("GET", wrk.path .. number .. "-" .. asked)
end
