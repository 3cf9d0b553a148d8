#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes scripts with random argparse parsers and checks what they make of an argument vector.

generate FOLDER COUNT SEED   writes FOLDER/p000.py … and prints one JSON list of cases
check FOLDER                 reads [[script, [word, …], {expected}], …] from standard input, prints what differs
"""
import contextlib
import io
import json
import random
import sys

WORDS = ["plain", "two words", "it's", 'say "hi"', "ünï✓", "🚀 go", "line\nbreak", "a=b", "$HOME", "*.txt", "100%", "\\n",
         "#no", "~", "x,y", "{}", "a;b", "&&", "@file"]
DASHED = ["-x", "--help", "-", "-1 apple", "--a=b c", "---", "-n-5", "-é"]
LETTERS = "abcdefgijklmnpqrtuvwxyz"  # -h is taken, -o and -s would begin -opta and -suba
STYLES = ["module", "function", "helper", "class", "parents", "subclass", "loop", "unseen", "subcommands", "subfunctions"]


class Maker:
    """The arguments of one parser: their source, the values that are given and what must come out."""

    def __init__(self, rng, prefix):
        self.rng = rng
        self.prefix = prefix
        self.count = 0
        self.lines = []  # "@" stands for the parser
        self.values = []
        self.expected = {}

    def name(self):
        self.count += 1
        return self.prefix + LETTERS[self.count]

    def word(self, dashed=True, empty=False):
        pool = WORDS + (DASHED * 2 if dashed else []) + ([""] if empty else [])
        return self.rng.choice(pool)

    def flags(self, name):
        letter = "-" + (name[-1].upper() if len(self.prefix) > 3 else name[-1])
        return self.rng.choice([["--" + name], [letter, "--" + name], [letter], ["--" + name, letter], ["-" + name]])

    def dest(self, flags):
        for flag in flags:
            if flag.startswith("--"):
                return flag[2:].replace("-", "_")
        return flags[0].lstrip("-").replace("-", "_")

    def add(self, words, dest, values, value, default, given, target="@"):
        self.lines.append("%s.add_argument(%s)" % (target, ", ".join(words)))
        if given:
            self.values.append({"flag": words[0].strip("'") if words[0].startswith("'-") else "", "dest": dest, "values": values})
        self.expected[dest] = value if given else default

    def number(self, kind):
        rng = self.rng
        return rng.randint(-99, 999) if kind == "int" else rng.choice([-1.5, 0.25, 3.0, 1e10, -0.5])

    def typed(self, dashed=True):
        """Keywords of the call, the word that is given, the value that it means."""
        rng = self.rng
        kind = rng.choice(["text", "text", "int", "float", "choice", "numbers", "date", "path"])
        if kind in ("int", "float"):
            value = self.number(kind)
            return ["type=" + kind], str(value), value
        if kind == "choice":
            choices = rng.sample(["red", "light blue", "grün", "a'b"], 3)
            value = rng.choice(choices)
            return ["choices=%r" % (choices,)], value, value
        if kind == "numbers":
            value = rng.randint(1, 4)
            return ["type=int", "choices=range(1, 5)"], str(value), value
        if kind == "date":
            return ["type=datetime.date.fromisoformat"], "2024-02-29", "2024-02-29"
        word = self.word(dashed=dashed)
        if kind == "path":
            return ["type=pathlib.PurePosixPath"], "dir/" + word.strip("-/") + "x", "dir/" + word.strip("-/") + "x"
        return [], word, word

    def option(self, target="@", given=None, required=False):
        rng = self.rng
        name = self.name()
        flags = self.flags(name)
        dest = self.dest(flags)
        words = [repr(flag) for flag in flags]
        if given is None:
            given = required or rng.random() < 0.65
        if rng.random() < 0.2:
            dest = name + "_dest"
            words.append("dest=%r" % dest)
        keywords, word, value = self.typed()
        if required:
            words.append("required=True")
        default = None
        if not keywords and rng.random() < 0.3:
            default = "some default"
            words.append("default='some ' 'default'")
        self.add(words + keywords, dest, [word], value, default, given, target)

    def flag(self, target="@", given=None):
        rng = self.rng
        name = self.name()
        flags = self.flags(name)
        kind = rng.choice(["store_true", "store_false", "store_const", "count", "pair"])
        if kind == "pair":
            flags = ["--" + name]
        dest = self.dest(flags)
        words = [repr(flag) for flag in flags]
        if given is None:
            given = rng.random() < 0.65
        values, value, default = ["true"], kind != "store_false", kind == "store_false"
        if kind == "store_const":
            words.append("const='constant'")
            value, default = "constant", None
        elif kind == "count":
            value, default = rng.randint(1, 5), rng.choice([None, 0])
            values = [str(value)]
            words.append("default=%r" % default)
        elif kind == "pair":
            value, default = rng.choice([True, False]), None
            values = ["true" if value else "false"]
            self.add(words + ["action=argparse.BooleanOptionalAction"], dest, values, value, default, given, target)
            return
        self.add(words + ["action=%r" % kind], dest, values, value, default, given, target)

    def list_option(self):
        rng = self.rng
        name = self.name()
        flags = self.flags(name)
        dest = self.dest(flags)
        words = [repr(flag) for flag in flags]
        kind = rng.choice(["append", "extend", "plus", "star", "two", "pairs", "maybe", "ints"])
        given = rng.random() < 0.65
        count = rng.randint(1, 3)
        if kind == "append":
            values = [self.word() for _ in range(count)]
            self.add(words + ["action='append'"], dest, values, values, None, given)
        elif kind == "maybe":
            values = [self.word()]
            self.add(words + ["nargs='?'", "const='c'"], dest, values, values[0], None, given)
        elif kind == "pairs":
            values = [self.word(dashed=False) for _ in range(2 * count)]
            pairs = [values[i:i + 2] for i in range(0, len(values), 2)]
            self.add(words + ["nargs=2", "action='append'"], dest, values, pairs, None, given)
        elif kind == "ints":
            numbers = [self.number("int") for _ in range(count)]
            self.add(words + ["nargs='+'", "type=int"], dest, [str(n) for n in numbers], numbers, None, given)
        else:
            count = 2 if kind == "two" else count
            values = [self.word(dashed=count == 1) for _ in range(count)]
            how = {"extend": ["action='extend'", "nargs='+'"], "plus": ["nargs='+'"], "star": ["nargs='*'"], "two": ["nargs=2"]}
            self.add(words + how[kind], dest, values, values, None, given)

    def exclusive(self):
        required = self.rng.random() < 0.5
        variable = "group_" + self.name()
        self.lines.append("%s = @.add_mutually_exclusive_group(required=%r)" % (variable, required))
        members = self.rng.randint(2, 3)
        chosen = self.rng.randrange(members) if required or self.rng.random() < 0.5 else None
        for member in range(members):
            make = self.rng.choice([self.option, self.flag])
            make(target=variable, given=member == chosen)

    def titled(self):
        variable = "group_" + self.name()
        self.lines.append("%s = @.add_argument_group('Group', 'What it is for')" % variable)
        for _ in range(self.rng.randint(1, 2)):
            self.option(target=variable)

    def positional(self, nargs=None):
        name = self.name()
        rng = self.rng
        words = [repr(name)]
        if nargs is None:
            keywords, word, value = self.typed()
            self.add(words + keywords, name, [word], value, None, True)
            return
        given = nargs not in ("?", "*", "REMAINDER") or rng.random() < 0.6
        if nargs == "?":
            word = self.word()
            self.add(words + ["nargs='?'", "default='d'"], name, [word], word, "d", given)
        elif nargs == "REMAINDER":
            values = [self.word() for _ in range(rng.randint(1, 3))]
            self.add(words + ["nargs=argparse.REMAINDER"], name, values, values, [], given)
        else:
            values = [self.word() for _ in range(2 if nargs == 2 else rng.randint(1, 3))]
            self.add(words + ["nargs=%r" % nargs], name, values, values, [], given)

    def fill(self, options, positionals=True, lists=True):
        makers = [self.option, self.option, self.flag, self.exclusive, self.titled] + ([self.list_option] * 2 if lists else [])
        for _ in range(options):
            self.rng.choice(makers)()
        if self.rng.random() < 0.3:
            self.option(required=True)
        if not positionals:
            return
        for _ in range(self.rng.randint(0, 2)):
            self.positional()
        last = self.rng.choice([None, None, "?", "*", "+", 2, "REMAINDER"])
        if last == "REMAINDER":
            self.positional()  # a remainder that begins with a dash needs a word before it
        if last:
            self.positional(last)


HEAD = '''#!/usr/bin/env python3
"""A script with a random parser."""
import argparse
import datetime
import json
import pathlib


def show(args):
    print(json.dumps(vars(args), default=str))


'''


def block(lines, indent, target="parser"):
    return "".join(" " * indent + line.replace("@", target, 1) + "\n" for line in lines) or " " * indent + "pass\n"


def main_block(body):
    return "\n\nif __name__ == '__main__':\n" + body


def script_of(style, rng):
    maker = Maker(rng, "opt")
    command = ""
    if style == "module":
        maker.fill(4)
        text = "parser = argparse.ArgumentParser(description='Random')\n" + block(maker.lines, 0)
        text += main_block("    show(parser.parse_args())\n")
    elif style == "function":
        maker.fill(5)
        text = "def build_parser():\n    parser = argparse.ArgumentParser()\n" + block(maker.lines, 4) + "    return parser\n"
        text += "\n\ndef main():\n    show(build_parser().parse_args())\n" + main_block("    main()\n")
    elif style == "helper":
        maker.fill(3, positionals=False)
        first = len(maker.lines)
        maker.fill(2)
        text = "def add_common(p, *, title='x'):\n" + block(maker.lines[:first], 4, "p")
        text += "\n\ndef add_rest(p: argparse.ArgumentParser) -> None:\n" + block(maker.lines[first:], 4, "p")
        text += "\n\ndef main():\n    parser = argparse.ArgumentParser()\n    add_common(parser, title='y')\n    add_rest(p=parser)\n"
        text += "    args = parser.parse_args()\n    show(args)\n    return 0\n" + main_block("    raise SystemExit(main())\n")
    elif style == "class":
        maker.fill(4)
        text = "class Tool:\n    def __init__(self):\n        self.parser = argparse.ArgumentParser()\n        self.add_arguments()\n\n"
        text += "    def add_arguments(self):\n" + block(maker.lines, 8, "self.parser")
        text += "\n    def run(self):\n        show(self.parser.parse_args())\n" + main_block("    Tool().run()\n")
    elif style == "parents":
        maker.fill(2, positionals=False)
        first = len(maker.lines)
        maker.fill(2)
        text = "def common():\n    base = argparse.ArgumentParser(add_help=False)\n" + block(maker.lines[:first], 4, "base")
        text += "    return base\n\n\ndef main():\n    parser = argparse.ArgumentParser(parents=[common()])\n"
        text += block(maker.lines[first:], 4) + "    show(parser.parse_args())\n" + main_block("    import sys\n    sys.exit(main())\n")
    elif style == "subclass":
        maker.fill(4)
        text = "class Parser(argparse.ArgumentParser):\n    def __init__(self):\n        super().__init__(description='x')\n"
        text += block(maker.lines, 8, "self") + main_block("    show(Parser().parse_args())\n")
    elif style == "loop":
        maker.fill(2)
        text = "def main():\n    parser = argparse.ArgumentParser()\n    for name, text in (('alpha', 'The first'), ('beta', 'The second')):\n"
        text += "        parser.add_argument(f'--{name}', help=text)\n" + block(maker.lines, 4)
        text += "    show(parser.parse_args())\n" + main_block("    main()\n")
        for name in ("alpha", "beta"):
            word = maker.word(empty=True)
            maker.values.append({"flag": "--" + name, "dest": name, "values": [word]})
            maker.expected[name] = word
    elif style == "unseen":
        maker.fill(3)
        text = "def run(*_):\n    parser = argparse.ArgumentParser()\n" + block(maker.lines, 4) + "    show(parser.parse_args())\n\n\n"
        text += "TABLE = {'run': run}\n" + main_block("    TABLE['run']()\n")
    else:
        maker.fill(3, positionals=False, lists=False)
        command = rng.choice(["add", "remove-all", "list"])
        subs = {}
        for name in ("add", "remove-all", "list"):
            subs[name] = Maker(rng, "sub" + name[0])
            subs[name].fill(3)
        text = ""
        for name, sub in subs.items():
            if style == "subfunctions":
                text += "def add_%s(subparsers):\n    p = subparsers.add_parser(%r, help='Does %s')\n" % (name[0], name, name)
                text += block(sub.lines, 4, "p") + "    p.set_defaults(command=%r)\n\n\n" % name
        text += "def main(argv=None):\n    parser = argparse.ArgumentParser()\n" + block(maker.lines, 4)
        text += "    subparsers = parser.add_subparsers(dest='command', required=True)\n"
        for name, sub in subs.items():
            if style == "subfunctions":
                text += "    add_%s(subparsers)\n" % name[0]
            else:
                text += "    sub_%s = subparsers.add_parser(%r, help='Does it')\n" % (name[0], name)
                text += block(sub.lines, 4, "sub_" + name[0])
        text += "    show(parser.parse_args(argv))\n" + main_block("    main()\n")
        maker.values += subs[command].values
        maker.expected.update(subs[command].expected)
        maker.expected["command"] = command
    return HEAD + text, command, maker


def generate(folder, count, seed):
    rng = random.Random(seed)
    cases = []
    for number in range(count):
        name = "p%03d.py" % number
        text, command, maker = script_of(STYLES[number % len(STYLES)], rng)
        with open("%s/%s" % (folder, name), "w", encoding="utf-8") as file:
            file.write(text)
        cases.append({"script": name, "command": (name + " " + command).strip(), "values": maker.values, "expected": maker.expected})
    json.dump(cases, sys.stdout)


def check(folder):
    wrong = 0
    for name, words, expected in json.load(sys.stdin):
        with open("%s/%s" % (folder, name), encoding="utf-8") as file:
            code = compile(file.read(), name, "exec")
        sys.argv = [name, *words]
        output, errors = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
            try:
                exec(code, {"__name__": "__main__"})
            except SystemExit:
                pass
        found = json.loads(output.getvalue()) if output.getvalue().startswith("{") else None
        if found != expected:
            wrong += 1
            print("%s %r\n  found    %r\n  expected %r\n  %s" % (name, words, found, expected, errors.getvalue()[-300:]))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    if sys.argv[1] == "generate":
        generate(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    else:
        check(sys.argv[2])
