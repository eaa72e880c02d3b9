"""W&B's command line with an agent that asks for work more often than every five seconds."""
import wandb.wandb_agent
from wandb.cli.cli import cli

wandb.wandb_agent.Agent.POLL_INTERVAL = 0.2
cli()
