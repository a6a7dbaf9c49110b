"""Prints the shell steps of a pipeline as one script. GitHub starts a shell for each step; GitLab has one for all."""

import sys

import yaml

with open(sys.argv[1], encoding="utf-8") as file:
    pipeline = yaml.safe_load(file)

print("set -e")
if "jobs" in pipeline:
    for job in pipeline["jobs"].values():
        for step in job["steps"]:
            # A step with a condition runs when another one failed.
            if "run" in step and "if" not in step:
                print("(\n" + step["run"] + ")")
else:
    for job in pipeline.values():
        for command in job.get("before_script", []) + job["script"]:
            print(command)
