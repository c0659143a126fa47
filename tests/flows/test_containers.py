"""What runs in containers: the commands of the image and of compose.yaml, and the template of a Kubernetes pool."""

from __future__ import annotations

import json
import pathlib
import re
import subprocess
import sys
import time
from typing import Any

import pytest
import yaml
from prefect.utilities.templating import apply_values, find_placeholders

from tests.operating import ask, nianbao, prefect_server, running
from tests.support import REPOSITORY

COMPOSE = yaml.safe_load((REPOSITORY / "compose.yaml").read_text(encoding="utf-8"))
TEMPLATE = json.loads((REPOSITORY / "deployments" / "kubernetes.json").read_text(encoding="utf-8"))
(COMMAND,) = re.findall(r"^CMD (\[.*\])$", (REPOSITORY / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)


def in_environment(command: list[str], environment: dict[str, str]) -> list[str]:
    """A command of the image, by the programs of the environment that runs the tests."""
    program = pathlib.Path(environment["PROGRAMS"], command[0])
    assert program.exists()
    return [str(program), *command[1:]]


def test_the_image_starts_a_worker_as_compose_does() -> None:
    assert json.loads(COMMAND) == COMPOSE["services"]["worker"]["command"]


def test_the_commands_start_without_a_builder(tmp_path: pathlib.Path) -> None:
    """The server's own command and health check, `nianbao deploy` and the worker's command, word for word."""
    service = COMPOSE["services"]["server"]
    settings = {key: value for key, value in service["environment"].items() if key.startswith("PREFECT_SERVER")}
    with prefect_server(tmp_path, **settings, PROGRAMS=str(pathlib.Path(sys.executable).parent)) as environment:
        api = environment["PREFECT_API_URL"]
        port = api.partition("127.0.0.1:")[2].partition("/")[0]
        healthy = [part.replace(":4200/", f":{port}/") for part in service["healthcheck"]["test"][1:]]
        subprocess.run(in_environment(healthy, environment), env=environment, check=True, timeout=60)
        log = tmp_path / "worker.log"
        with running(in_environment(json.loads(COMMAND), environment), environment, log):
            deadline = time.monotonic() + 120
            while "started!" not in log.read_text(encoding="utf-8"):
                assert time.monotonic() < deadline, log.read_text(encoding="utf-8")
                time.sleep(0.2)
            assert "work pool nianbao: is there" in nianbao(environment, "deploy")
        pool = {"name": "cluster", "type": "kubernetes", "base_job_template": TEMPLATE}
        created = ask(environment, "work_pools/", pool)
        assert created["base_job_template"]["variables"]["required"] == ["image"]


def test_all_that_a_job_needs_is_a_variable() -> None:
    """Prefect refuses a template with a placeholder that is no variable; one that nothing uses would have no effect."""
    used = {placeholder.name for placeholder in find_placeholders(TEMPLATE["job_configuration"])}
    assert used == set(TEMPLATE["variables"]["properties"])
    assert all(one["description"] for one in TEMPLATE["variables"]["properties"].values())


def test_a_job_has_the_data_where_the_image_looks_for_them() -> None:
    properties = TEMPLATE["variables"]["properties"]
    values: dict[str, Any] = {name: one["default"] for name, one in properties.items() if "default" in one}
    values |= {"image": "registry.example.org/nianbao:0.2.0", "command": ["prefect", "flow-run", "execute"]}
    job = apply_values(TEMPLATE["job_configuration"], values, remove_notset=True)["job_manifest"]
    pod = job["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    assert container["volumeMounts"] == [{"name": "data", "mountPath": values["env"]["NIANBAO_DATA"]}]
    assert pod["volumes"] == [{"name": "data", "persistentVolumeClaim": {"claimName": "nianbao-data"}}]
    assert pod["restartPolicy"] == "Never"
    assert "{{" not in json.dumps(container)


@pytest.mark.parametrize("service", ["database", "server", "worker"])
def test_a_service_comes_back_after_a_failure(service: str) -> None:
    assert COMPOSE["services"][service]["restart"] == "unless-stopped"
