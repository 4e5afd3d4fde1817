-- Does what a person would do, by the keys that the documentation names, and writes what they would see as JSON.
-- Arguments by environment: PROBE_SNIPPETS (Lua files to run first), PROBE_FILE, PROBE_SYMBOL, PROBE_RESULT.

local patience = 60000
local seen = {}

local function wait_for(what, condition)
  local found
  if not vim.wait(patience, function() found = condition() return found end, 20) then
    error('nothing came: ' .. what)
  end
  return found
end

local function floating_text()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      local text = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
      vim.api.nvim_win_close(window, true)
      return text
    end
  end
end

local function press(keys)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, false, true), 'mx', false)
end

-- Names of files and lines of the list of places that the keys open, once it is there.
local function listed(keys, what, get)
  vim.fn.setqflist({})
  press(keys)
  local items = wait_for(what, function()
    local found = get()
    return #found > 0 and found
  end)
  vim.cmd('cclose | lclose')
  return vim.tbl_map(function(each) return { filename = vim.api.nvim_buf_get_name(each.bufnr), lnum = each.lnum } end, items)
end

local function put_cursor_on(pattern)
  vim.fn.cursor(1, 1)
  if vim.fn.search('\\V\\C\\<' .. pattern .. '\\>', 'cW') == 0 then error('not in the file: ' .. pattern) end
end

local function messages()
  return vim.tbl_map(function(each) return each.message end, vim.diagnostic.get(0))
end

local function said(text)
  return function()
    for _, message in ipairs(messages()) do
      if message:find(text, 1, true) then return true end
    end
    return false
  end
end

local function main()
  vim.cmd('filetype on')
  for snippet in vim.gsplit(vim.env.PROBE_SNIPPETS, ':') do dofile(snippet) end
  vim.cmd.edit(vim.env.PROBE_FILE)
  local client = wait_for('a client', function() return vim.lsp.get_clients({ bufnr = 0, name = 'paperlsp' })[1] end)
  wait_for('its greeting', function() return client.initialized end)
  seen.encoding = client.offset_encoding
  local code = vim.api.nvim_get_current_buf()

  put_cursor_on('class ' .. vim.env.PROBE_SYMBOL)
  vim.cmd.normal({ 'w', bang = true })
  press('K')
  seen.hover = wait_for('a hover', floating_text)

  press('gD')
  wait_for('the reading copy', function() return vim.api.nvim_get_current_buf() ~= code end)
  seen.copy = vim.api.nvim_buf_get_name(0)
  seen.heading = vim.api.nvim_get_current_line()
  seen.filetype = vim.bo.filetype
  wait_for('the same client', function() return vim.lsp.get_clients({ bufnr = 0, name = 'paperlsp' })[1] end)

  local copy = vim.api.nvim_get_current_buf()
  press('K')
  seen.copy_hover = wait_for('a hover in the reading copy', floating_text)
  seen.references = listed('grr', 'references', vim.fn.getqflist)
  seen.outline = #listed('gO', 'the outline', function() return vim.fn.getloclist(0) end)
  if vim.env.PROBE_MENTION then
    -- A single one would be gone to at once.
    seen.implementations = listed('gri', 'implementations', vim.fn.getqflist)
  end
  vim.lsp.buf.workspace_symbol('', { on_list = function(list) seen.found = #list.items end })
  wait_for('the search', function() return seen.found end)

  vim.cmd('buffer ' .. code)
  if vim.env.PROBE_MENTION then
    put_cursor_on(vim.env.PROBE_MENTION)
    press('<C-]>')
    seen.mentioned = wait_for('the part that is mentioned', function()
      return vim.api.nvim_get_current_buf() == copy and vim.api.nvim_win_get_cursor(0)[1]
    end)
    press('<C-o>')
    seen.back = vim.api.nvim_get_current_buf() == code
    seen.of_mention = listed('grr', 'the code of the part that is mentioned', vim.fn.getqflist)
    vim.cmd('buffer ' .. code)
  end
  wait_for('silence', function() return not said('99')() end)
  vim.api.nvim_buf_set_lines(code, 0, 0, false, { '# ∇ as in Eq. (99)' })
  wait_for('a diagnostic', said('99'))
  seen.diagnostic = vim.diagnostic.get(0, { lnum = 0 })[1]
  vim.cmd.undo()
  wait_for('silence again', function() return not said('99')() end)

  seen.clients = #vim.lsp.get_clients()
end

local fine, failure = xpcall(main, debug.traceback)
seen.failure = not fine and failure or nil
local file = assert(io.open(vim.env.PROBE_RESULT, 'w'))
file:write(vim.json.encode(seen))
file:close()
-- An orderly farewell, so that the server's exit code can be seen.
for _, client in ipairs(vim.lsp.get_clients()) do client:stop() end
vim.wait(patience, function() return #vim.lsp.get_clients() == 0 end, 20)
vim.cmd('qall!')
