; What is asked of a Python source. Each capture's name is a case in symbols.py.

; Definitions, and the regions in which nothing counts as something that a body does.
(decorated_definition) @decorated
[(function_definition) (class_definition)] @definition
(type) @annotation
(expression_statement . [(string) (concatenated_string)] @bare .)

; What defines constants and attributes.
(assignment) @assignment
(type_alias_statement) @alias

; What a body does.
[
  (assert_statement) (break_statement) (continue_statement) (delete_statement) (exec_statement) (expression_statement)
  (for_statement) (future_import_statement) (global_statement) (if_statement) (import_from_statement)
  (import_statement) (match_statement) (nonlocal_statement) (print_statement) (raise_statement) (return_statement)
  (try_statement) (type_alias_statement) (while_statement) (with_statement)
] @statement
[(for_statement) (while_statement)] @loop
(for_in_clause) @clause
[(if_statement) (elif_clause) (conditional_expression) (case_clause)] @branch
(raise_statement) @raise
(assert_statement) @assert
(return_statement) @return
(binary_operator) @binary
(unary_operator) @unary
(augmented_assignment) @operator
(comparison_operator operators: ["<" "<=" "==" "!=" ">" ">=" "<>"] @operator)
(call) @call
(identifier) @name
(string) @string
[(integer) (float)] @number

; Words, and what could not be read.
(comment) @comment
(ERROR) @error
(MISSING) @error
