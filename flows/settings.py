"""Names of settings in the environment; needs no Prefect."""

TASKS = "NIANBAO_TASKS"
"""What runs the tasks of a build: `flows.runners.task_runner` says what it may be."""
THREADS = "threads"
"""Its value if it is not set."""
POOL = "pool"
"""Its value, with or without a number of runs, where the workers of a Prefect work pool parse."""
