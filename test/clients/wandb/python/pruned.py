"""A notebook whose search learns and stops one of its runs; prints what it saw of that as JSON."""
import json
import sys
import time
import types

import wandb
from wandb.agents import pyagent

# An agent asks for work every five seconds; this test has no time for that.
pyagent.time = types.SimpleNamespace(sleep=lambda seconds: time.sleep(min(seconds, 0.2)), time=time.time)

said = {"begun": [], "seen": []}


def train():
    with wandb.init() as run:
        lr = run.config.lr
        said["begun"].append([lr, repr(run.config.width)])
        try:
            for step in range(1200 if lr == 0.9 else 6):
                run.log({"loss": lr})
                time.sleep(0.05)
        except Exception as error:
            said["seen"].append([lr, type(error).__name__, step < 1199])
            raise


sweep = wandb.sweep({
    "method": "bayes",
    "name": "mine",
    "lookahead": 0,
    "metric": {"name": "loss", "goal": "minimize"},
    "early_terminate": {"type": sys.argv[1], "min_iter": 2, "eta": 2},
    "try_first": [{"lr": 0.2}, {"lr": 0.1}, {"lr": 0.9}],
    "parameters": {"lr": {"min": 0.0, "max": 1.0}, "width": {"value": 1.0}},
}, project="search")
wandb.agent(sweep, function=train, count=4)
runs = wandb.Api().runs("search")
said["runs"] = [[run.config["lr"], repr(run.config["width"]), run.state] for run in runs]
print(json.dumps(said))
