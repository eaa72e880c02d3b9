"""What a script and a notebook do with W&B's client, unchanged; prints what it read back as JSON."""
import json
import sys
import time
import types

import wandb
from wandb.agents import pyagent

# An agent asks for work every five seconds; this test has no time for that.
pyagent.time = types.SimpleNamespace(sleep=lambda seconds: time.sleep(min(seconds, 0.2)), time=time.time)

said = {}

run = wandb.init(project="script", id="first", name="nice", config={"lr": 0.01, "layers": [1, 2]}, tags=["a"],
                 notes="note", group="g", job_type="train")
for step in range(4):
    run.log({"loss": [1.0, float("nan"), float("inf"), 0.25][step], "val/acc": step / 4, "sub": {"deep": step}})
table = wandb.Table(columns=["x"], data=[[1]])
run.log({"histogram": wandb.Histogram(np_histogram=([1, 2], [0, 1, 2])), "table": table, "last": True})
with open("model.bin", "wb") as file:
    file.write(b"w" * 1000)
with open("large.bin", "wb") as file:
    file.write(b"w" * 200_000)
artifact = wandb.Artifact("weights", "model")
artifact.add_file("model.bin")
run.log_artifact(artifact)
wandb.save("model.bin")
wandb.save("large.bin")
run.alert("careful", "it is hot")
run.summary["best"] = 0.125
run.finish()


def train():
    with wandb.init() as run:
        for step in range(3):
            run.log({"loss": run.config.lr * (3 - step)})
        said.setdefault("configs", []).append(dict(run.config))
        if run.config.lr == 0.3:
            raise RuntimeError("this one fails")


sweep = wandb.sweep({
    "method": "grid",
    "name": "mine",
    "metric": {"name": "loss", "goal": "minimize"},
    "parameters": {"lr": {"values": [0.2, 0.1, 0.3]}, "model": {"parameters": {"units": {"value": 64}}}},
}, project="search")
wandb.agent(sweep, function=train, count=3)

api = wandb.Api()
found = api.sweep(f"search/{sweep}")
best = found.best_run()
said["sweep"] = [found.name, found.state, len(found.runs)]
said["best"] = [best.config, best.summary["loss"], best.state]
said["history"] = [[row["_step"], row["loss"]] for row in best.history(pandas=False)]
said["scanned"] = [row["loss"] for row in best.scan_history(keys=["loss"])]
said["filtered"] = sorted(r.state for r in api.runs("search", filters={"config.lr.value": {"$gt": 0.15}}))
first = api.run("script/first")
said["first"] = [first.name, first.state, first.config, first.tags, first.group, first.summary["best"]]
said["files"] = sorted(file.name for file in first.files())
first.tags = ["b"]
first.update()
said["tags"] = api.run("script/first").tags
try:
    wandb.sweep({"method": "grid"}, project="search")
except Exception as error:
    said["refused"] = str(error)
try:
    wandb.agent("nosuch", function=train, project="search", count=1)
except Exception as error:
    said["no sweep"] = str(error)

print(json.dumps(said))
