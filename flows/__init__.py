"""The order of work: Prefect flows and tasks, the command line, and what people are shown.

Prefect reads its settings from the environment when it is imported, so they are set here, before any flow imports it.
Nothing is reported to anybody unless an operator asks for it.
"""

from __future__ import annotations

import os

for _name, _value in {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
}.items():
    os.environ.setdefault(_name, _value)
