# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Describes the arguments of a Python script as JSON, without running its main code.

Usage: python -c <this text> SCRIPT

One JSON object goes to the standard output that the process was started with; whatever the script prints goes to standard error, at
the level of file descriptors. argparse: the script runs until it parses its arguments, and no further. click and typer: it is imported under
another name than "__main__", and its application is looked at; only where none is found there (typer.run), it runs until the application
starts. Works with Python 3.7, click 7, typer 0.4, and newer.
"""

import os
import sys

answer_fd = os.dup(1)
os.dup2(2, 1)

import argparse  # noqa: E402
import ast  # noqa: E402
import enum  # noqa: E402
import json  # noqa: E402
import runpy  # noqa: E402

PLAIN_GROUPS = {"positional arguments", "optional arguments", "options"}
ACTIONS = {
    "_StoreAction": "store",
    "_StoreTrueAction": "store_true",
    "_StoreFalseAction": "store_false",
    "_StoreConstAction": "store_const",
    "_AppendAction": "append",
    "_AppendConstAction": "append_const",
    "_CountAction": "count",
    "_ExtendAction": "extend",
    "_HelpAction": "help",
    "_VersionAction": "version",
    "_SubParsersAction": "subparsers",
    "BooleanOptionalAction": "boolean",
}
MOST_COMMANDS = 1000
DEEPEST = 8

result = {"schema": 1}


def finish():
    data = json.dumps(result, default=str).encode("utf-8", "replace")
    while data:
        data = data[os.write(answer_fd, data):]
    os._exit(0)  # threads and exit handlers of the script have no say


def plain(value):
    if isinstance(value, enum.Enum):  # before text: a member may be both
        return plain(value.value)
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (list, tuple, set, frozenset, range)):
        return [plain(entry) for entry in value]
    return str(value)


def text_of(value):
    value = plain(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " ".join(text_of(entry) for entry in value)
    return "" if value is None else str(value)


# argparse


def expanded_help(parser, action):
    try:
        return parser._get_formatter()._expand_help(action) if action.help else ""
    except Exception:
        return str(action.help)


def describe_action(parser, action, group, exclusive):
    kind = next((cls.__name__ for cls in type(action).__mro__ if cls.__name__ in ACTIONS), "")
    described = {
        "dest": action.dest,
        "flags": list(action.option_strings),
        "action": ACTIONS.get(kind, "store_true" if action.nargs == 0 else "store"),
        "nargs": plain(action.nargs),
        "required": bool(action.required),
        "hidden": action.help is argparse.SUPPRESS,
        "group": "" if group in PLAIN_GROUPS else group or "",
        "help": "" if action.help is argparse.SUPPRESS else expanded_help(parser, action),
    }
    if exclusive:
        described["exclusive"], described["exclusiveRequired"] = exclusive
    if action.metavar is not None:
        described["metavar"] = plain(action.metavar)
    if action.type is not None:
        described["type"] = getattr(action.type, "__name__", type(action.type).__name__)
    if action.default is not None and action.default is not argparse.SUPPRESS:
        described["default"] = plain(action.default)
    if action.choices is not None:
        described["choices"] = [plain(choice) for choice in action.choices]
    if kind == "_SubParsersAction" and action.dest is argparse.SUPPRESS:
        described["dest"] = "command"
    return described


def describe_parser(parser, name="", help_text="", depth=0):
    groups = {id(action): group.title for group in parser._action_groups for action in group._group_actions}
    exclusive = {
        id(action): ("exclusive %d" % number, bool(group.required))
        for number, group in enumerate(parser._mutually_exclusive_groups, 1)
        for action in group._group_actions
    }
    described = {"name": name, "help": str(parser.description or help_text or ""), "arguments": [], "commands": []}
    for action in parser._actions:
        described["arguments"].append(
            describe_action(parser, action, groups.get(id(action)), exclusive.get(id(action)))
        )
        if isinstance(action, argparse._SubParsersAction) and depth < DEEPEST:
            helps = {entry.dest: entry.help for entry in action._choices_actions}
            seen = set()
            for sub_name, sub in action.choices.items():
                if id(sub) in seen:  # an alias
                    continue
                seen.add(id(sub))
                described["commands"].append(describe_parser(sub, sub_name, helps.get(sub_name) or "", depth + 1))
    return described


def stop_at_parse(parser, *_args, **_kwargs):
    try:
        result["parser"] = describe_parser(parser)
    except BaseException as error:
        result["error"] = {"type": type(error).__name__, "message": str(error)}
    finish()


# click


def describe_type(click, kind, parameter):
    name = type(kind).__name__
    if isinstance(kind, click.Choice):
        return {"type": "choice", "choices": [text_of(choice) for choice in kind.choices]}
    described = {"type": "text"}
    if name in ("IntParamType", "IntRange"):
        described["type"] = "integer"
    elif name in ("FloatParamType", "FloatRange"):
        described["type"] = "number"
    elif name == "BoolParamType":
        described = {"type": "choice", "choices": ["true", "false"]}
    elif isinstance(kind, (click.Path, click.File)) or name == "TyperPath":
        folder = getattr(kind, "file_okay", True) is False
        described = {"type": "folder" if folder else "file", "mustExist": bool(getattr(kind, "exists", False))}
    elif isinstance(kind, click.DateTime):
        times = "%Y-%m-%dT%H:%M:%S" in kind.formats
        described["type"] = "datetime" if times else "date" if "%Y-%m-%d" in kind.formats else "text"
        described["placeholder"] = " ".join(kind.formats[:1])
    for bound, key in (("min", "minimum"), ("max", "maximum")):
        limit = getattr(kind, bound, None)
        if isinstance(limit, (int, float)) and not isinstance(limit, bool):
            step = 1 if name == "IntRange" and getattr(kind, bound + "_open", False) else 0
            described[key] = limit + (step if bound == "min" else -step)
    return described


def default_of(click, parameter, context):
    try:
        value = parameter.get_default(context, call=False) if hasattr(parameter, "get_default") else parameter.default
    except Exception:
        value = parameter.default
    if callable(value) or type(value).__name__ in ("Sentinel", "DefaultPlaceholder"):
        return ""
    return text_of(value)


def describe_parameter(click, parameter, context):
    described = {
        "name": parameter.name or "",
        "required": bool(parameter.required),
        "help": str(getattr(parameter, "help", None) or ""),
        "default": default_of(click, parameter, context),
        "placeholder": str(parameter.metavar or ""),
    }
    if not isinstance(parameter, click.Option):
        described.update(describe_type(click, parameter.type, parameter))
        described.update({"kind": "positional", "multiple": parameter.nargs != 1})
        if parameter.nargs > 1:
            described["valueCount"] = parameter.nargs
        return described
    described["flags"] = list(parameter.opts)
    if getattr(parameter, "hidden", False):
        return None
    if parameter.count:
        described.update({"kind": "flag", "type": "integer", "passing": "counted", "minimum": 0, "default": ""})
    elif parameter.is_flag:
        described.update({"kind": "flag", "type": "boolean", "negativeFlags": list(parameter.secondary_opts)})
        if not isinstance(parameter.default, bool):
            described["default"] = ""
        described["required"] = False
    else:
        described.update(describe_type(click, parameter.type, parameter))
        described["kind"] = "option"
        described["multiple"] = bool(parameter.multiple) or parameter.nargs != 1
        described["repeatsFlag"] = bool(parameter.multiple)
        if parameter.nargs > 1:
            described["valueCount"] = parameter.nargs
        if getattr(parameter, "hide_input", False):
            described.update({"type": "secret", "default": ""})
    # What is prompted for would wait for an answer that nobody gives.
    if getattr(parameter, "prompt", None) and not described["default"] and described["kind"] == "option":
        described["required"] = True
    if described["required"]:
        described["default"] = ""
    variable = getattr(parameter, "envvar", None)
    if variable:
        names = variable if isinstance(variable, str) else ", ".join(variable)
        described["help"] = (described["help"] + " " if described["help"] else "") + "[%s]" % names
    return described


def describe_click(click, command, name="", depth=0):
    context = click.Context(command, info_name=name or "script", resilient_parsing=True)
    described = {
        "name": name,
        "help": str(command.help or getattr(command, "short_help", None) or "").split("\f")[0].strip(),
        "hidden": bool(getattr(command, "hidden", False)),
        "parameters": [],
        "commands": [],
    }
    for parameter in command.params:
        if type(parameter).__name__ == "_VersionOption" or getattr(parameter, "is_eager", False):
            continue  # --help, --version and their like end the program
        if parameter.name in ("install_completion", "show_completion"):
            continue
        entry = describe_parameter(click, parameter, context)
        if entry:
            described["parameters"].append(entry)
    if hasattr(command, "list_commands") and depth < DEEPEST:
        for sub_name in list(command.list_commands(context))[:MOST_COMMANDS]:
            try:
                sub = command.get_command(context, sub_name)
                if sub is not None:
                    described["commands"].append(describe_click(click, sub, sub_name, depth + 1))
            except BaseException as error:  # one that is loaded lazily, and cannot be
                result.setdefault("problems", []).append("%s: %s: %s" % (sub_name, type(error).__name__, error))
        described["optional"] = bool(getattr(command, "invoke_without_command", False))
    return described


def take_click(click, command):
    try:
        result["parser"] = describe_click(click, command)
    except BaseException as error:
        result["error"] = {"type": type(error).__name__, "message": str(error)}
    finish()


def called_at_the_end(tree):
    """The names that are called below `if __name__ == "__main__"`, the last ones first."""
    names = []
    for node in tree.body:
        if isinstance(node, ast.If) and "__name__" in ast.dump(node.test):
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                    names.insert(0, call.func.id)
    return names


def application_of(click, module, tree):
    commands = {}
    typer = sys.modules.get("typer")
    for name, value in module.items():
        if isinstance(value, getattr(click, "BaseCommand", click.Command)):
            commands[name] = value
        elif typer is not None and isinstance(value, typer.Typer):
            commands[name] = typer.main.get_command(value)
    inner = set()
    for command in commands.values():
        inner.update(id(sub) for sub in getattr(command, "commands", {}).values())
    for name in called_at_the_end(tree):
        if name in commands:
            return commands[name]
    outer = {name: command for name, command in commands.items() if id(command) not in inner}
    for name in ("cli", "app", "main"):
        if name in outer:
            return outer[name]
    groups = [command for command in outer.values() if getattr(command, "commands", None)]
    candidates = groups or list(outer.values())
    return candidates[0] if len(candidates) == 1 else None


def main():
    path = os.path.abspath(sys.argv[1])
    sys.argv = [path]
    sys.path[:] = [os.path.dirname(path)] + [entry for entry in sys.path if entry != ""]
    with open(path, "rb") as source:
        text = source.read()
    tree = ast.parse(text)
    imported = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            imported.add(node.module.split(".")[0])
    for name in ("parse_args", "parse_known_args", "parse_intermixed_args", "parse_known_intermixed_args"):
        setattr(argparse.ArgumentParser, name, stop_at_parse)
    if imported & {"click", "typer", "rich_click", "asyncclick"}:
        import click

        base = getattr(click, "BaseCommand", click.Command)
        base.main = lambda self, *_args, **_kwargs: take_click(click, self)
        base.__call__ = base.main
        module = runpy.run_path(path, run_name="commandrunner_introspection")
        command = application_of(click, module, tree)
        if command is not None:
            take_click(click, command)
    runpy.run_path(path, run_name="__main__")


try:
    main()
    result["error"] = {"type": "", "message": "it ended without reading its arguments"}
except SystemExit as error:
    result["error"] = {"type": "SystemExit", "message": "it ended with %s before it read its arguments" % (error.code,)}
except BaseException as error:
    result["error"] = {"type": type(error).__name__, "message": str(error)}
finish()
