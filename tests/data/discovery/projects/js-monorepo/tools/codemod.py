"""Library code only: nothing here is a command."""


def run():
    pass
