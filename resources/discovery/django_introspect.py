# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Describes the management commands of a Django project as JSON.

Usage: python -c <this text> FOLDER_OF_MANAGE_PY [--builtins]

One JSON object goes to the standard output that the process was started with. Whatever the project prints goes to standard
error, at the level of file descriptors, so that a print at import cannot damage the answer. A command that cannot be loaded is reported with
its exception; the others are described all the same. Works with Python 3.6 and Django 2.2, and newer.
"""

import os
import sys

answer_fd = os.dup(1)
os.dup2(2, 1)

import argparse  # noqa: E402
import ast  # noqa: E402
import inspect  # noqa: E402
import json  # noqa: E402

BASE_OPTIONS = {
    "help", "version", "verbosity", "settings", "pythonpath", "traceback", "no_color", "force_color", "skip_checks",
}
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
PLAIN_GROUPS = {"positional arguments", "optional arguments", "options"}

result = {"schema": 1, "commands": []}


def finish():
    data = json.dumps(result, default=str).encode("utf-8", "replace")
    while data:
        data = data[os.write(answer_fd, data):]
    os._exit(0)  # threads and exit handlers of the project have no say


def describe_error(error):
    return {"type": type(error).__name__, "message": str(error)}


def settings_named_in_manage_py(folder):
    """The literal that manage.py gives to os.environ.setdefault("DJANGO_SETTINGS_MODULE", ...)."""
    with open(os.path.join(folder, "manage.py"), "rb") as source:
        tree = ast.parse(source.read())
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or len(node.args) != 2:
            continue
        try:
            key, value = ast.literal_eval(node.args[0]), ast.literal_eval(node.args[1])
        except ValueError:
            continue
        if key == "DJANGO_SETTINGS_MODULE" and isinstance(value, str):
            return value
    return None


def plain(value):
    """The value where JSON has it, else the way a person would write it."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (list, tuple, set, frozenset, range)):
        return [plain(entry) for entry in value]
    if hasattr(value, "value") and type(value).__module__ != "builtins":  # members of an Enum
        return plain(value.value)
    return str(value)


def expanded_help(parser, action):
    if not action.help:
        return ""
    try:
        return parser._get_formatter()._expand_help(action)
    except Exception:
        return str(action.help)


def describe_action(parser, action, group, exclusive):
    kind = type(action).__name__
    described = {
        "dest": action.dest,
        "flags": list(action.option_strings),
        "action": ACTIONS.get(kind, "store_true" if action.nargs == 0 else "store"),
        "nargs": plain(action.nargs),
        "required": bool(action.required),
        "hidden": action.help is argparse.SUPPRESS,
        "common": action.dest in BASE_OPTIONS,
        "group": "" if group in PLAIN_GROUPS else group or "",
    }
    if exclusive:
        described["exclusive"], described["exclusiveRequired"] = exclusive
    if action.metavar is not None:
        described["metavar"] = plain(action.metavar)
    if action.type is not None:
        described["type"] = getattr(action.type, "__name__", type(action.type).__name__)
    if action.default is not None and action.default is not argparse.SUPPRESS:
        described["default"] = plain(action.default)
    if action.help is not argparse.SUPPRESS:
        described["help"] = expanded_help(parser, action)
    if kind == "_SubParsersAction":
        if action.dest is argparse.SUPPRESS:
            described["dest"] = "command"
        described["choices"] = list(action.choices)
        lines = ["%s: %s" % (entry.dest, entry.help) for entry in action._choices_actions if entry.help]
        described["help"] = "\n".join(filter(None, [described.get("help"), *lines]))
    elif action.choices is not None:
        described["choices"] = [plain(choice) for choice in action.choices]
    return described


def describe_command(management, name, app):
    command = app if not isinstance(app, str) else management.load_command_class(app, name)
    described = {"help": str(getattr(command, "help", "") or "").strip()}
    try:
        described["file"] = inspect.getsourcefile(type(command))
        described["line"] = inspect.getsourcelines(type(command))[1]
    except (OSError, TypeError):
        pass
    parser = command.create_parser("manage.py", name)
    groups = {id(action): group.title for group in parser._action_groups for action in group._group_actions}
    exclusive = {
        id(action): ("exclusive %d" % number, bool(group.required))
        for number, group in enumerate(parser._mutually_exclusive_groups, 1)
        for action in group._group_actions
    }
    described["args"] = [
        describe_action(parser, action, groups.get(id(action)), exclusive.get(id(action)))
        for action in parser._actions
    ]
    return described


def main():
    folder = os.path.abspath(sys.argv[1])
    with_builtins = "--builtins" in sys.argv[2:]
    sys.argv = [os.path.join(folder, "manage.py"), "help"]  # settings look at it to see what is going on
    sys.path[:] = [folder] + [entry for entry in sys.path if entry not in ("", folder)]
    os.chdir(folder)
    try:
        if not os.environ.get("DJANGO_SETTINGS_MODULE"):
            named = settings_named_in_manage_py(folder)
            if named:
                os.environ["DJANGO_SETTINGS_MODULE"] = named
        import django
        from django.conf import settings
        from django.core import management

        result["django"] = django.get_version()
        settings.INSTALLED_APPS  # imports the settings: their errors are told apart from those of the apps
        django.setup()
        names = sorted(management.get_commands().items())
    except BaseException as error:
        result["fatal"] = describe_error(error)
        return
    for name, app in names:
        module = app if isinstance(app, str) else type(app).__module__
        builtin = module.split(".")[0] == "django"
        if builtin and not with_builtins:
            continue
        described = {"name": name, "app": module, "builtin": builtin}
        try:
            described.update(describe_command(management, name, app))
        except BaseException as error:  # SystemExit included
            described["error"] = describe_error(error)
        result["commands"].append(described)


main()
finish()
