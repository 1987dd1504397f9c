"""Renders templates as Home Assistant does, one a line: {"template": …, "value": …} in, the text as a JSON string out."""
import json
import sys

import jinja2

environment = jinja2.Environment(undefined=jinja2.StrictUndefined)
environment.filters["to_json"] = json.dumps


def value_json(text):
    try:
        return json.loads(text)
    except ValueError:
        return None


for line in sys.stdin:
    asked = json.loads(line)
    template = environment.from_string(asked["template"])
    print(json.dumps(template.render(value=asked["value"], value_json=value_json(asked["value"]))), flush=True)
