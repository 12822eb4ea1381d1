-- Sends the requests that the arguments describe; wrk takes them behind `--`:
--   METHOD PATH BODY [HEADER VALUE]…
-- Where path or body says NAME stands a name that no other request of the run has: letters from
-- ROUND (a word that differs from run to run), the thread's number and a counter.
local threads = 0

function setup(thread)
  thread:set("id", threads)
  threads = threads + 1
end

function init(arguments)
  round, method, path, body = arguments[1], arguments[2], arguments[3], arguments[4]
  headers = {}
  for index = 5, #arguments - 1, 2 do headers[arguments[index]] = arguments[index + 1] end
  isUnique = path:find("NAME", 1, true) or body:find("NAME", 1, true)
  counter = 0
  if not isUnique then request = constantRequest end
end

function constantRequest()
  constant = constant or wrk.format(method, path, headers, body ~= "" and body or nil)
  return constant
end

function request()
  counter = counter + 1
  local name = "z" .. round .. "t" .. id .. "n" .. counter
  local text = body ~= "" and body:gsub("NAME", name) or nil
  return wrk.format(method, path:gsub("NAME", name), headers, text)
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    "RESULT %d %d %d\n", summary.requests, summary.duration,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
