"""Print the oldest version of each dependency that pyproject.toml allows, as pip's constraints."""

import re
import tomllib
from pathlib import Path

project = tomllib.loads(Path(__file__).parents[1].joinpath("pyproject.toml").read_text())["project"]
extras = project["optional-dependencies"]
for tools in ("test", "browser", "engine"):
    del extras[tools]  # what the tests are made with may be new
for requirement in sum(extras.values(), project["dependencies"]):
    print(re.sub(r">=([\d.]+).*", r"==\1", requirement))
