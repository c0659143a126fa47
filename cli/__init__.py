"""What people type, and what they see in a terminal.

- `main`: the program `nianbao`, put together from the commands of `producing`, `reading`, `verifying`, `operating`,
  `portals` and `knowledge`.
- `options`, `running`, `lookup`: what commands share: options, how a flow is run, how a report is found by its name.
- `views`: what each command shows; `terminal` and `bars` bring it to the terminal.
"""
