"""Runs that use artifacts which earlier runs logged; prints what they found as JSON."""
import json
import os

import wandb

said = {}


def log(text, aliases=(), bytes=10):
    with wandb.init(project="data") as run:
        artifact = wandb.Artifact("set", "dataset", description="rows", metadata={"text": text})
        with artifact.new_file("deep/rows.txt") as file:
            file.write(text)
        with artifact.new_file("large.bin", mode="wb") as file:
            file.write(os.urandom(1) * bytes)
        return run.log_artifact(artifact, aliases=list(aliases)).wait().version


def use(name):
    with wandb.init(project="data") as run:
        artifact = run.use_artifact(name)
        with open(os.path.join(artifact.download(), "deep/rows.txt")) as file:
            return [artifact.version, artifact.metadata["text"], file.read(), sorted(artifact.aliases)]


said["logged"] = [log("one"), log("two", ["best"]), log("three")]
log("four", bytes=200_000)
said["used"] = {name: use(name) for name in ("set:latest", "set:v0", "set:best", "set")}
for name in ("set:v3", "other:latest"):
    try:
        use(name)
    except Exception as error:
        said[name] = str(error)
api = wandb.Api()
found = api.artifact("data/set:v1")
said["found"] = [found.name, found.type, found.size, found.file_count, found.description]
said["logged by"] = [artifact.name for artifact in api.run(f"data/{found.logged_by().id}").logged_artifacts()]
print(json.dumps(said))
