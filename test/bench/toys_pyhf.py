"""Toys of a workspace in pyhf: conditional and free fit of each toy of both hypotheses, with its default optimiser.

    python toys_pyhf.py workspace.json toys

Prints toys a second and the version, as JSON."""
import json
import sys
import time

import pyhf

pyhf.set_backend("numpy", pyhf.optimize.scipy_optimizer())


def main():
    with open(sys.argv[1]) as file:
        workspace = pyhf.Workspace(json.load(file))
    toys = int(sys.argv[2])
    model = workspace.model()
    data = workspace.data(model)
    begin = time.perf_counter()
    calculator = pyhf.infer.calculators.ToyCalculator(data, model, ntoys=toys, track_progress=False)
    calculator.distributions(1.0)
    seconds = time.perf_counter() - begin
    print(json.dumps({"toys_per_second": 2 * toys / seconds, "version": pyhf.__version__}))


main()
