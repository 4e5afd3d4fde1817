;;; probe.el --- Does what a person would do, and writes what they would see  -*- lexical-binding: t -*-

;;; Commentary:
;; Environment: PROBE_SNIPPET (Lisp to load first), PROBE_FILE, PROBE_SYMBOL, PROBE_RESULT.

;;; Code:
(require 'json)
(require 'seq)
(require 'xref)
(defvar probe-seen nil)

(defun probe-see (key value)
  "Note VALUE under KEY."
  (push (cons key value) probe-seen))

(defun probe-wait (what condition)
  "Wait until CONDITION gives something; WHAT names it in the error."
  (let ((end (+ (float-time) 60)) found)
    (while (not (or (setq found (funcall condition)) (> (float-time) end)))
      (accept-process-output nil 0.05))
    (or found (error "Nothing came: %s" what))))

(defun probe-ask (method)
  "Ask METHOD at point."
  (jsonrpc-request (eglot--current-server-or-lose) method (eglot--TextDocumentPositionParams)))

(defun probe-xrefs (method)
  "The places that METHOD gives at point."
  (eglot--lsp-xrefs-for-method
   method :extra-params (and (eq method :textDocument/references) '(:context (:includeDeclaration t)))))

(defun probe-do (command &rest arguments)
  "Do COMMAND with ARGUMENTS, and be where it leads, as after a key."
  (apply command arguments)
  (set-buffer (window-buffer (selected-window))))

(defun probe-run ()
  "The session."
  (load (getenv "PROBE_SNIPPET") nil t)
  (setq eglot-sync-connect 60 eglot-connect-timeout 60)
  (find-file (getenv "PROBE_FILE"))
  (unless (eglot-current-server) (apply #'eglot (eglot--guess-contact)))
  (probe-wait "a server" #'eglot-current-server)
  (goto-char (point-min))
  (search-forward (concat "class " (getenv "PROBE_SYMBOL")))
  (backward-char)
  (let ((server (eglot-current-server)) (code (current-buffer)))
    (probe-see 'hover (json-encode (probe-ask :textDocument/hover)))
    (probe-do #'eglot-find-declaration)
    ;; A list with the file's name, and under it the one place.
    (goto-char (point-min))
    (forward-line)
    (probe-do #'xref-goto-xref)
    (probe-see 'copy (buffer-file-name))
    (probe-see 'heading (buffer-substring (line-beginning-position) (line-end-position)))
    (probe-see 'same-server (if (eq server (eglot-current-server)) t :json-false))
    (end-of-line)
    (probe-see 'copy-hover (json-encode (probe-ask :textDocument/hover)))
    (probe-see 'references
               (vconcat (mapcar (lambda (each) (xref-location-group (xref-item-location each)))
                                (probe-xrefs :textDocument/references))))
    (probe-see 'outline (prin1-to-string (eglot-imenu)))
    (probe-see 'implementations (length (probe-xrefs :textDocument/implementation)))
    (probe-do #'xref-pop-marker-stack)
    (probe-see 'back (if (eq code (current-buffer)) t :json-false))
    (switch-to-buffer code)
    (goto-char (point-min))
    (when (search-forward "Eq. (3)" nil t)
      (backward-char 3)
      (probe-do #'xref-find-definitions (xref-backend-identifier-at-point (xref-find-backend)))
      (probe-see 'mentioned (line-number-at-pos))
      (probe-do #'xref-pop-marker-stack))
    (switch-to-buffer code)
    (goto-char (point-min))
    (insert "# ∇ as in Eq. (99)\n")
    (eglot--signal-textDocument/didChange)
    (probe-see 'diagnostic
               (probe-wait "a diagnostic"
                           (lambda ()
                             (flymake-start)
                             (seq-some (lambda (each)
                                         (let ((text (flymake-diagnostic-text each)))
                                           (and (string-match-p "99" text)
                                                (buffer-substring (flymake-diagnostic-beg each) (flymake-diagnostic-end each)))))
                                       (flymake-diagnostics)))))
    (set-buffer-modified-p nil)
    (eglot-shutdown server)))

(condition-case failure (probe-run) (error (probe-see 'failure (error-message-string failure))))
(with-temp-file (getenv "PROBE_RESULT") (insert (json-encode probe-seen)))
(dolist (buffer (buffer-list)) (with-current-buffer buffer (set-buffer-modified-p nil)))
(kill-emacs 0)
;;; probe.el ends here
