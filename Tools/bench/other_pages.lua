-- Each request asks for another page than the one before it.
local asked = 0

function request()
  asked = asked + 1
  return wrk.format("GET", wrk.path .. "&cursor=" .. (asked * 7 % 250 + 1))
end
