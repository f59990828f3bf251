"""Debian builds PyTorch without libuv, and some of PyTorch's own calls insist on it: they are told to do without.

without-libuv.py ROOT
"""
import ast
import pathlib
import sys

folder = pathlib.Path(sys.argv[1], "usr/lib/python3/dist-packages/torch/distributed")
for file in folder.rglob("*.py"):
    text = file.read_text()
    calls = [
        node for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and (getattr(node.func, "id", None) or getattr(node.func, "attr", None)) == "TCPStore"
        and not any(keyword.arg == "use_libuv" for keyword in node.keywords)
    ]
    lines = text.split("\n")
    for call in calls:  # behind the last argument
        last = max([*call.args, *(keyword.value for keyword in call.keywords)], key=lambda each: (each.end_lineno, each.end_col_offset))
        line, at = last.end_lineno - 1, last.end_col_offset
        lines[line] = f"{lines[line][:at]}, use_libuv=False{lines[line][at:]}"
    if calls:
        file.write_text("\n".join(lines))
