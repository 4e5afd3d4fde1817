-- The same walk for Neovim 0.7: no vim.lsp.config, positions in UTF-16, diagnostics pushed. What has a key in the
-- documentation is done by that key. Run with -S; environment as for probe.lua.

local patience = 60000
local seen = {}

local function wait_for(what, condition)
  local found
  if not vim.wait(patience, function() found = condition() return found end, 20) then
    error('nothing came: ' .. what)
  end
  return found
end

local function ask(method, more)
  local params = vim.tbl_extend('force', vim.lsp.util.make_position_params(), more or {})
  local answers = assert(vim.lsp.buf_request_sync(0, method, params, patience))
  for _, answer in pairs(answers) do return answer.result end
end

local function press(keys)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, false, true), 'x', false)
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

local function said(text)
  return function()
    for _, each in ipairs(vim.diagnostic.get(0)) do
      if each.message:find(text, 1, true) then return each end
    end
  end
end

local function main()
  vim.cmd('filetype on')
  for snippet in vim.gsplit(vim.env.PROBE_SNIPPETS, ':') do dofile(snippet) end
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.PROBE_FILE))
  local function initialized()
    local client = vim.lsp.get_active_clients()[1]
    return client and client.initialized and vim.lsp.buf_get_clients(0)[client.id] and client
  end
  local client = wait_for('a client', initialized)
  seen.encoding = client.offset_encoding
  local code = vim.api.nvim_get_current_buf()
  vim.fn.cursor(1, 1)
  vim.fn.search('\\V\\C\\<class ' .. vim.env.PROBE_SYMBOL .. '\\>', 'cW')
  vim.cmd('normal! w')
  press('K')
  seen.hover = wait_for('a hover', floating_text)
  press('gD')
  wait_for('the reading copy', function() return vim.api.nvim_get_current_buf() ~= code end)
  seen.copy = vim.api.nvim_buf_get_name(0)
  seen.heading = vim.api.nvim_get_current_line()
  wait_for('the same client', initialized)
  press('K')
  seen.copy_hover = wait_for('a hover in the reading copy', floating_text)
  seen.references = ask('textDocument/references', { context = { includeDeclaration = true } })
  vim.cmd('buffer ' .. code)
  vim.api.nvim_buf_set_lines(code, 0, 0, false, { '# ∇ as in Eq. (99)' })
  seen.diagnostic = wait_for('a diagnostic', said('99'))
  vim.cmd('undo')
  wait_for('silence', function() return not said('99')() end)
  seen.clients = #vim.lsp.get_active_clients()
end

local fine, failure = xpcall(main, debug.traceback)
seen.failure = not fine and failure or nil
local file = assert(io.open(vim.env.PROBE_RESULT, 'w'))
file:write(vim.json.encode(seen))
file:close()
-- An orderly farewell, so that the server's exit code can be seen.
vim.lsp.stop_client(vim.lsp.get_active_clients())
vim.wait(patience, function() return #vim.lsp.get_active_clients() == 0 end, 20)
vim.cmd('qall!')
