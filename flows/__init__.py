"""The order of work: its steps, Prefect's flows and tasks that run them, and the progress that they report.

Prefect reads its settings from the environment when it is imported, so they are set here, before any flow imports it.
No data about the use of nianbao is sent anywhere unless an operator switches that on.
"""

from __future__ import annotations

import os

for _name, _value in {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    # Prefect gives its temporary server 20 seconds to start, which a busy machine does not keep.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "300",
}.items():
    os.environ.setdefault(_name, _value)
