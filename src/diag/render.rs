//! Shows a report in a terminal: `file:line:column`, excerpt, hint.
