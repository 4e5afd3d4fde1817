; What tells whether a source was read well: its definitions, and what could not be read.

[(function_definition) (class_definition)] @definition
(ERROR) @error
(MISSING) @error
