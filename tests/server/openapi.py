# SPDX-License-Identifier: Apache-2.0
# openapi.py - run each example of the API's description against a server, as TAP.
# usage: openapi.py OPENAPI.json URL
# An answer must have the status, and all members of the example with their types; an
# operation of the server that the description lacks fails too.
import json, re, sys, urllib.error, urllib.parse, urllib.request

api = json.load(open(sys.argv[1]))
url = sys.argv[2].rstrip("/")
count, failed = 0, 0

def check(wrong, name):
    global count, failed
    count += 1
    print(("not ok" if wrong else "ok"), count, "-", name)
    if wrong:
        failed += 1
        print("#", wrong)

def differs(example, got, where="answer"):
    """What of the example the answer does not have."""
    number = (int, float)
    if isinstance(example, bool) or example is None:
        return "" if type(got) is type(example) else f"{where} is {got!r}"
    if isinstance(example, number):
        return "" if isinstance(got, number) and not isinstance(got, bool) else f"{where} is {got!r}"
    if type(example) is not type(got):
        return f"{where} is {str(got)[:100]!r}"
    if isinstance(example, dict):
        for key, value in example.items():
            if key not in got:
                return f"{where} has no '{key}'"
            if value != {} and key != "years" and (wrong := differs(value, got[key], f"{where}.{key}")):
                return wrong
    if isinstance(example, list) and example:
        if not got:
            return f"{where} is empty"
        return differs(example[0], got[0], where + "[0]")
    return ""

def call(path, method, operation):
    query = {}
    for p in operation.get("parameters", []):
        if "example" not in p:
            continue
        if p["in"] == "path":
            path = path.replace("{%s}" % p["name"], str(p["example"]))
        else:
            query[p["name"]] = p["example"]
    body, headers = None, {}
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        example = content["example"]
        body = (json.dumps(example) if kind == "application/json" else example).encode()
        headers["Content-Type"] = kind
    if method == "post" and body is None:
        body = b""
    request = urllib.request.Request(url + path + ("?" + urllib.parse.urlencode(query) if query else ""), body, headers, method=method.upper())
    try:
        with urllib.request.urlopen(request) as response:
            return response.status, response.headers.get_content_type(), response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get_content_type(), error.read()

ORDER = ["get", "post", "put", "delete"]
operations = [(path, method, item[method]) for path, item in api["paths"].items() for method in ORDER if method in item]
# what looks comes before what changes, and changes before what lists or undoes them
late = {"unitChanges": 1, "jobs": 2, "job": 2, "undo": 3, "deleteUnit": 3, "cancelJob": 4}
operations.sort(key=lambda o: (late.get(o[2]["operationId"], 0), ORDER.index(o[1])))
for path, method, operation in operations:
    status, kind, body = call(path, method, operation)
    wanted = operation["responses"].get(str(status))
    name = f"{method.upper()} {path}"
    if not wanted:
        check(f"status {status}: {body[:200]!r}", name)
        continue
    content = wanted.get("content", {}).get(kind)
    if content is None:
        check(f"type {kind} is not described", name)
    elif kind == "application/json":
        check(differs(content["example"], json.loads(body)), name)
    else:
        check("" if body else "no body", name)

status, kind, body = call("/api/v1/lookup", "get", {})
check(differs(api["components"]["responses"]["Error"]["content"]["application/json"]["example"], json.loads(body)), "an error is as described")
known = {re.sub(r"\{\w+\}", "{}", f"{m.upper()} {p}") for p, m, _ in operations}
routes = {line.strip() for line in sys.stdin if line.strip()}
check(", ".join(sorted(r for r in routes if r not in known)), "each route of /api/v1 is described")
print(f"1..{count}")
sys.exit(1 if failed else 0)
